import { join } from 'node:path'
import type { OpenableSender } from '@/lib/delivery/webhook-sender.ts'
import { StartError } from '@/lib/domain/errors.ts'
import { makeSenderThread } from '@/lib/sender/sender-thread.ts'
import { requireCertificates } from '@/lib/sender/trust.ts'
import type { Settings } from '@/lib/settings.ts'

/** The bundle of lib/sender/thread-main.ts; every start of the server begins in the repository's folder. */
const SENDER = join(process.cwd(), 'dist', 'sender.js')

/**
 * How this process sends: in a thread of its own, with the operator's trust anchors, name servers and open ranges, and
 * never to its own port.
 */
export function makeWebhookSender({ host, port, webhook }: Settings): OpenableSender {
  const { allowCidrs, allowHttp, dnsServers } = webhook
  const extraCa = webhook.extraCa === null ? [] : [webhook.extraCa]
  requirePem(extraCa)
  return makeSenderThread(SENDER, {
    extraCa,
    dnsServers,
    allowCidrs,
    allowEndpoints: [],
    own: { host, port },
    allowHttp,
  })
}

function requirePem(extraCa: readonly string[]): void {
  try {
    requireCertificates(extraCa)
  } catch (cause) {
    throw new StartError('settings_invalid', 'WEBHOOK_CA_FILE: the file holds no PEM certificates.', cause)
  }
}

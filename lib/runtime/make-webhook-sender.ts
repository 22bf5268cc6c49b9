import type { WebhookSender } from '@/lib/delivery/webhook-sender.ts'
import { StartError } from '@/lib/domain/errors.ts'
import { makeLocalSender } from '@/lib/sender/local-sender.ts'
import { listOwnEndpoints } from '@/lib/sender/own-endpoints.ts'
import { createResolver } from '@/lib/sender/resolver.ts'
import { createTrust } from '@/lib/sender/trust.ts'
import type { Settings } from '@/lib/settings.ts'

/** How this process sends: the operator's trust anchors, name servers and open ranges; never to its own port. */
export function makeWebhookSender({ host, port, webhook }: Settings): WebhookSender {
  return makeLocalSender({
    trust: trustOf(webhook.extraCa),
    resolver: createResolver(webhook.dnsServers),
    addressRules: {
      allowCidrs: webhook.allowCidrs,
      allowEndpoints: [],
      get ownEndpoints() {
        return listOwnEndpoints(host, port)
      },
    },
    allowHttp: webhook.allowHttp,
  })
}

function trustOf(extraCa: string | null) {
  try {
    return createTrust(extraCa === null ? [] : [extraCa])
  } catch (cause) {
    throw new StartError('settings_invalid', 'WEBHOOK_CA_FILE: the file holds no PEM certificates.', cause)
  }
}

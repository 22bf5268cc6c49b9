import type { SenderProfile } from '@/lib/sender/sender-profile.ts'
import { makeSenderThread, type SenderThread } from '@/lib/sender/sender-thread.ts'
import { bundle } from './bundle.ts'

export const LOOPBACK_OPENED: SenderProfile = {
  extraCa: [],
  dnsServers: null,
  allowCidrs: ['127.0.0.0/8'],
  allowEndpoints: [],
  own: { host: '127.0.0.1', port: 1 },
  allowHttp: true,
}

/** The sender's thread as it ships, in a file of this test's own. */
export async function bundleSenderThread(): Promise<{
  entry: string
  make(changes?: Partial<SenderProfile>): SenderThread
  remove(): Promise<void>
}> {
  const { entry, remove } = await bundle('lib/sender/thread-main.ts')
  return { entry, make: (changes) => makeSenderThread(entry, { ...LOOPBACK_OPENED, ...changes }), remove }
}

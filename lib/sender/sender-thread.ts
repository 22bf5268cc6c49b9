import { Worker } from 'node:worker_threads'
import type { Facts } from '@/lib/domain/facts.ts'
import { rulesOf, type SenderProfile } from './sender-profile.ts'
import { ThreadLink } from './thread-link.ts'
import type { ThreadSendRequest } from './thread-messages.ts'

/** As a local sender. What the checks at save need stays on this side. */
export type ThreadSender = ReturnType<typeof rulesOf> & {
  /** @throws AddressDenied, UrlRefused, NotSent; anything else is a fault of ours, `sender_thread_lost` among them */
  send(request: ThreadSendRequest): Promise<Facts>
  close(): Promise<void>
}

export type SenderThread = ThreadSender & {
  /** Another sender in the same thread. Its `close` ends its own connections only. */
  beside(changes: Partial<SenderProfile>): ThreadSender
}

/**
 * Sends in a thread of its own, which begins with the first request and, when it dies, again with the next one. `close`
 * waits for what is in flight, as long as such a thing may take, and ends the thread.
 * @param entryFile the bundle of thread-main.ts, `dist/sender.js`
 */
export function makeSenderThread(entryFile: string, profile: SenderProfile): SenderThread {
  // None of our environment: the thread needs no secrets.
  const link = new ThreadLink(() => new Worker(entryFile, { env: {}, execArgv: [], name: 'sender' }))
  const senderOf = (own: SenderProfile, close: (profileNo: number) => Promise<void>): ThreadSender => {
    const profileNo = link.addProfile(own)
    return {
      ...rulesOf(own),
      send: (request) => link.send(profileNo, request),
      close: () => close(profileNo),
    }
  }
  return {
    ...senderOf(profile, () => link.close()),
    beside: (changes) => senderOf({ ...profile, ...changes }, (profileNo) => link.closeProfile(profileNo)),
  }
}

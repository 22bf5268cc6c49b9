import type { Facts } from '@/lib/domain/facts.ts'
import { ConnectionPool } from './connection-pool.ts'
import { type AttemptRequest, sendAttempt } from './send-attempt.ts'

type Parts = Pick<AttemptRequest, 'resolver' | 'trust' | 'addressRules' | 'allowHttp'>
type Request = Omit<AttemptRequest, keyof Parts | 'agent'> & { fresh?: true }

/** Sends in this thread, over connections that it keeps; a `fresh` request opens and closes one of its own. */
export function makeLocalSender(parts: Parts) {
  const agent = new ConnectionPool()
  const { resolver, allowHttp } = parts
  return {
    resolver,
    allowHttp,
    addressRules: parts.addressRules,
    async send({ fresh, ...request }: Request): Promise<Facts> {
      if (!fresh) return sendAttempt({ ...parts, ...request, agent })
      const own = new ConnectionPool()
      try {
        return await sendAttempt({ ...parts, ...request, agent: own })
      } finally {
        own.close()
      }
    },
    async close(): Promise<void> {
      agent.close()
    },
  }
}

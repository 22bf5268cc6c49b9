import { countSince, makeChannel, type Reported, record } from '../e2e/simulated-night.ts'
import type { TestServer } from '../support/start-server.ts'

const HOUR = 3_600_000
const DAYS = 6
const TIMEOUT: Reported['outcome'] = { error: { code: 'ETIMEDOUT', phase: 'response' } }
const REFUSED: Reported['outcome'] = { error: { code: 'ECONNREFUSED', phase: 'tcp' } }

/** A channel with that many attempts in the last days, three in a hundred failed. Answers its id. */
export async function seedAttempts(server: TestServer, key: string, count: number): Promise<string> {
  const now = Date.now()
  const id = await makeChannel(server, key, '予約受付ボット(本番)')
  countSince(server, id, [[now - (DAYS * 24 + 1) * HOUR, null]])
  const outcomes: Reported['outcome'][] = [{ status: 503 }, TIMEOUT, REFUSED, { status: 404 }]
  const attempts = Array.from({ length: count }, (_, index): Reported => {
    const outcome = index % 33 === 7 ? outcomes[Math.floor(index / 33) % outcomes.length] : undefined
    const startedAt = Math.round(now - DAYS * 24 * HOUR * (1 - index / count)) - 1_000
    return { id: `a${index}`, startedAt, durationMs: 60 + (index % 300), outcome: outcome ?? { status: 200 } }
  })
  await record(server, key, id, attempts)
  return id
}

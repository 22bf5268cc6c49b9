import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Outcome = { status: number } | { error: { code: string; phase: string } }
export type Reported = {
  id: string
  startedAt: number
  durationMs: number
  outcome: Outcome
  purpose?: string
  sendId?: string
  campaignId?: string
}

const TIMEOUT: Outcome = { error: { code: 'ETIMEDOUT', phase: 'response' } }
const REFUSED: Outcome = { error: { code: 'ECONNREFUSED', phase: 'tcp' } }
const NO_CHAIN: Outcome = { error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', phase: 'tls' } }
const OCCASIONAL: Outcome[] = [
  { status: 503 },
  { status: 500 },
  { status: 404 },
  REFUSED,
  { error: { code: 'ETIMEDOUT', phase: 'tcp' } },
  { error: { code: 'ECONNRESET', phase: 'response' } },
  TIMEOUT,
]

/** A generator of the same numbers every time (Lehmer), so that the night is the same night. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/**
 * A day of a bot until `nowMs`: a little noise, an evening of slow answers and 503, and for the last half hour
 * a certificate that does not verify.
 */
export function simulatedNight(nowMs: number): Reported[] {
  const roll = dice(20_261_121)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(roll() * list.length)]
  const attempts: Reported[] = []
  for (let at = nowMs - 40 * HOUR; at < nowMs - 2_000; at += 4_600 * (0.4 + roll() * 1.2)) {
    const ago = (nowMs - at) / HOUR
    const slow = Math.max(0, 1 - Math.abs(ago - 7.4) / 0.7)
    const attempt = (outcome: Outcome, durationMs: number) =>
      attempts.push({ id: `night-${attempts.length}`, startedAt: Math.round(at), durationMs, outcome })
    if (ago < 0.42) attempt(roll() < 0.8 ? NO_CHAIN : REFUSED, 34)
    else if (roll() < slow * 0.6) attempt(roll() < 0.55 ? TIMEOUT : { status: roll() < 0.8 ? 503 : 500 }, 2_001)
    else if (roll() < 0.003) attempt(pick(OCCASIONAL) ?? TIMEOUT, 240)
    else attempt({ status: 200 }, Math.round(60 + roll() * 300))
  }
  return attempts
}

/** A channel made through the API, both switches on. Answers its id. */
export async function makeChannel(server: TestServer, key: string, name: string): Promise<string> {
  const answer = await call(server, key, 'POST', '/api/v1/channels', {
    name,
    kind: 'line',
    webhookUrl: 'https://bot.yoyaku.example/line/webhook',
    useWebhook: true,
    errorStatistics: true,
  })
  return (answer as { channel: { id: string } }).channel.id
}

/** Records attempts through the API, as another sender would. */
export async function record(server: TestServer, key: string, channelId: string, attempts: Reported[]): Promise<void> {
  for (let from = 0; from < attempts.length; from += 500) {
    const batch = attempts.slice(from, from + 500)
    const answer = await call(server, key, 'POST', `/api/v1/channels/${channelId}/attempts`, { attempts: batch })
    const { accepted, errors } = answer as { accepted: number; errors?: unknown }
    if (accepted !== batch.length) throw new Error(`accepted ${accepted} of ${batch.length}: ${JSON.stringify(errors)}`)
  }
}

/**
 * Puts the channel's stretches of counting into the past, as if it had been switched on, off and on then: no API
 * can do that, because nobody may decide afterwards what was counted.
 */
export function countSince(
  server: TestServer,
  channelId: string,
  stretches: [fromMs: number, toMs: number | null][],
): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  try {
    const { no } = database.prepare('SELECT no FROM channels WHERE id = ?').get(channelId) as { no: number }
    database.prepare('DELETE FROM aggregation_periods WHERE channelNo = ?').run(no)
    const insert = database.prepare(
      "INSERT INTO aggregation_periods (channelNo, fromMs, toMs, startedBy, endedBy, endReason) VALUES (?, ?, ?, 'test', ?, ?)",
    )
    for (const [fromMs, toMs] of stretches) {
      insert.run(no, fromMs, toMs, toMs === null ? null : 'test', toMs === null ? null : 'statistics_off')
    }
    database.prepare('UPDATE channels SET createdAtMs = ? WHERE no = ?').run(stretches[0]?.[0] ?? Date.now(), no)
  } finally {
    database.close()
  }
}

export async function call(
  server: Pick<TestServer, 'baseUrl'>,
  key: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

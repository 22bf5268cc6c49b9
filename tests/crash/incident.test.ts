import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { BRAZE_KEYS } from '@/lib/practice-bot/braze/account.ts'
import { startServer } from '../support/start-server.ts'
import { startTrustedPracticeBot } from '../support/trusted-practice-bot.ts'
import { makeCallLoad } from './call-load.ts'

const CALLS_A_SECOND = 30
const INCIDENT_MS = 60_000
const BEFORE_MS = 5_000
const AFTER_MS = 10_000
const MINUTE_MS = 60_000
/**
 * The sixth redelivery never begins within the minute, as six waits are 63 of the first, at least four fifths of that by
 * chance. So nothing waits longer than for the sixth, at most a fifth longer; the rest is for a busy machine.
 */
const FIRST_WAIT_MS = 1_250
const RECOVERY_MS = 2 ** 5 * FIRST_WAIT_MS * 1.2 + 15_000
/** An attempt has the minute in which it began: the edges of the incident keep off the edges of minutes. */
const EDGE_MS = 3_000

type Fields = Record<string, unknown>
type Bucket = { start: number; errors: number | null }

async function startRehearsal() {
  const bot = await startTrustedPracticeBot()
  onTestFinished(() => bot.stop())
  const server = await startServer({ env: { ...bot.env, WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' } })
  onTestFinished(async () => void (await server.stop()))
  const key = await server.createKey(['--name', 'rehearsal', '--instance'])
  /** @throws AssertionError unless it is answered so. */
  async function ask<T = Fields>(method: string, path: string, body: object | null, status: number): Promise<T> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const response = await fetch(server.baseUrl + path, { method, headers, body: body && JSON.stringify(body) })
    const text = await response.text()
    expect(response.status, `${method} ${path}: ${text}`).toBe(status)
    return JSON.parse(text)
  }
  async function channel(more: Fields): Promise<string> {
    const wanted = { kind: 'braze', useWebhook: true, apiKey: BRAZE_KEYS.full, timeoutMs: 20_000, ...more }
    const made = await ask<{ channel: { id: string } }>(
      'POST',
      '/api/v1/channels',
      { restEndpoint: bot.braze.restEndpoint, ...wanted },
      201,
    )
    return made.channel.id
  }
  // The practice account is asked through a channel of its own, so that nothing of it is among the calls.
  const own = await channel({ name: 'practice account' })
  const practice = (method: string, path: string, body: object | null = null) =>
    ask(method, `/braze/${own}/practice/${path}`, body, 200)
  return { server, ask, channel, practice }
}

it(`Braze answers 503 for a minute, ${CALLS_A_SECOND} calls a second: each arrives exactly once`, async () => {
  const { server, ask, channel, practice } = await startRehearsal()
  const id = await channel({ name: 'calls', errorStatistics: true, redelivery: true, redeliveryFirstMs: FIRST_WAIT_MS })
  const api = `/api/v1/channels/${id}`
  const ledgerNow = () => ask<Record<string, number>>('GET', `${api}/ledger`, null, 200)
  const load = makeCallLoad(CALLS_A_SECOND, (body) =>
    ask('POST', `${api}/deliveries`, { path: '/users/track', body }, 202),
  )

  load.start()
  await sleep(BEFORE_MS)
  while (Date.now() % MINUTE_MS < EDGE_MS || Date.now() % MINUTE_MS > MINUTE_MS - EDGE_MS) await sleep(100)
  const beginsMs = Date.now()
  await practice('PUT', 'switch', { answer: 503, forMs: INCIDENT_MS })
  const endsMs = Date.now() + INCIDENT_MS
  // What was on its way has taken effect by then.
  await sleep(5_000)
  const early = await practice('GET', 'accepted')
  await sleep(endsMs - 5_000 - Date.now())
  expect(await practice('GET', 'accepted')).toEqual(early)
  const during = await ledgerNow()
  expect(during).toMatchObject({ delivered: early.calls, failed: 0, skipped: 0 })
  expect(during.pending).toBeGreaterThan(CALLS_A_SECOND * 30)

  await sleep(endsMs + AFTER_MS - Date.now())
  const { calls, slowestMs } = await load.stop()
  const deadlineMs = endsMs + RECOVERY_MS
  let ledger = await ledgerNow()
  while (ledger.pending !== 0 && Date.now() < deadlineMs) {
    await sleep(250)
    ledger = await ledgerNow()
  }
  const recoveryMs = Date.now() - endsMs

  expect(ledger).toMatchObject({ accepted: calls, delivered: calls, pending: 0, failed: 0, skipped: 0 })
  expect(await practice('GET', 'accepted')).toEqual({ calls, different: calls, repeated: 0 })
  const { answered } = await practice('GET', 'switch')
  const range = `bucket=1m&from=${beginsMs - 2 * MINUTE_MS}&to=${Date.now() + MINUTE_MS}`
  const { data } = await ask<{ data: Fields & { series: Bucket[] } }>(
    'GET',
    `${api}/statistics/errors?${range}`,
    null,
    200,
  )
  expect(data).toMatchObject({ attempts: calls + Number(answered), errors: answered })
  expect(data.causes).toMatchObject([
    {
      cause: 'error_status_code',
      errors: answered,
      details: [{ detail: '503 Internal Server Error', errors: answered }],
    },
  ])
  const minutes = data.series.filter(({ errors }) => (errors ?? 0) > 0)
  const minuteOf = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS
  expect(minutes.map(({ start }) => start)).toEqual([minuteOf(beginsMs), minuteOf(endsMs)])
  const check = await server.todoku(['check'])
  console.log(
    `incident of ${INCIDENT_MS / 1000} s: ${calls} calls accepted (slowest answer ${slowestMs} ms), ${during.pending} waiting ` +
      `towards its end; ${answered} attempts answered 503, in ${minutes.map(({ start, errors }) => `${new Date(start).toISOString().slice(11, 16)}: ${errors}`).join(', ')}; ` +
      `all arrived once, the last ${(recoveryMs / 1000).toFixed(1)} s after it`,
  )
  expect(check).toMatchObject({ code: 0 })
  expect(check.stdout).toContain(`deliveries ${calls} = delivered ${calls} + pending 0 + failed 0 + skipped 0`)
})

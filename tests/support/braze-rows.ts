import { setTimeout as sleep } from 'node:timers/promises'
import { BRAZE_DETAILS, BRAZE_SERVER_ERROR } from '@/lib/domain/braze-errors.ts'
import type { DeliveredNote } from '@/lib/domain/outcome.ts'
import { BRAZE_KEYS } from '@/lib/practice-bot/braze/account.ts'
import { ACCEPTED_CALLS, type BrazeCall, FATAL_CALLS } from '../wire/support/braze-calls.ts'

/** The row 5XX by the statuses that a gateway or an application answers. */
const SERVER_ERRORS = [500, 502, 503, 504]

/** Every name that Todoku has for a row of Braze's table. */
export const BRAZE_ROWS: readonly string[] = [
  ...BRAZE_DETAILS,
  ...SERVER_ERRORS.map((status) => `${status} ${BRAZE_SERVER_ERROR}`),
]

/** What became of one delivery; `detail` null: accepted, perhaps with a remark. */
export type SentRow = { deliveryId: string; attemptId: string; detail: string | null; note: DeliveredNote | null }
/**
 * The rows are what the practice Braze was made to answer, not what Todoku says of it. `acceptedId`: a channel of which
 * every call was accepted.
 */
export type SentRows = { channelId: string; rows: SentRow[]; acceptedId: string }

type Answer = { channel: { id: string }; delivery: { id: string; state: string }; attempts: { id: string }[] }

/**
 * Has Todoku send one delivery for each row of the table, and one for each way to accept, to the practice Braze: all from
 * one channel without redelivery. A 429 takes as many calls as it takes.
 */
export async function sendEveryBrazeRow(baseUrl: string, key: string, restEndpoint: string): Promise<SentRows> {
  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const response = await fetch(baseUrl + path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  async function make(name: string): Promise<string> {
    const wanted = { name, kind: 'braze', restEndpoint, apiKey: BRAZE_KEYS.full, timeoutMs: 20_000 }
    const { channel } = await ask('POST', '/api/v1/channels', { ...wanted, useWebhook: true, errorStatistics: true })
    return channel.id
  }
  const channelId = await make('会員へのお知らせ')
  // The practice account's switches are reached through another channel: these are no calls.
  const own = await make('switches')
  const turn = (answer: number | string | null) => ask('PUT', `/braze/${own}/practice/switch`, { answer })
  const giveKey = (apiKey: string) => ask('PATCH', `/api/v1/channels/${channelId}`, { apiKey })

  async function send(call: BrazeCall, note: DeliveredNote | null = null): Promise<SentRow> {
    const body = { path: call.path, body: call.body }
    const { delivery } = await ask('POST', `/api/v1/channels/${channelId}/deliveries`, body)
    for (const deadlineMs = Date.now() + 30_000; ; await sleep(20)) {
      const { delivery: now, attempts } = await ask('GET', `/api/v1/deliveries/${delivery.id}`)
      if (now.state !== 'pending') {
        return { deliveryId: delivery.id, attemptId: attempts[0]?.id ?? '', detail: call.detail, note }
      }
      if (Date.now() > deadlineMs) throw new Error(`${call.detail ?? 'an accepted call'} was not sent within 30 s`)
    }
  }

  const rows: SentRow[] = []
  for (const apiKey of new Set(FATAL_CALLS.map(({ key: of = BRAZE_KEYS.full }) => of))) {
    await giveKey(apiKey)
    const calls = FATAL_CALLS.filter(({ key: of = BRAZE_KEYS.full }) => of === apiKey)
    rows.push(...(await Promise.all(calls.map((call) => send(call)))))
  }
  const [accepted] = ACCEPTED_CALLS
  const partly = ACCEPTED_CALLS.find(({ minorErrors }) => minorErrors === 3)
  if (accepted === undefined || partly === undefined) throw new Error('there is no accepted call')
  await giveKey(BRAZE_KEYS.limited)
  const limited = await sendUntilLimited(
    () => send(accepted),
    (id) => ask('GET', `/api/v1/deliveries/${id}`),
  )
  rows.push(...limited)
  await giveKey(BRAZE_KEYS.full)
  for (const status of SERVER_ERRORS) {
    await turn(status)
    rows.push(await send({ ...accepted, detail: `${status} ${BRAZE_SERVER_ERROR}` }))
  }
  await turn('maintenance')
  rows.push(await send(accepted, 'queued'))
  await turn('unreadable')
  rows.push(await send(accepted, 'unreadable'))
  await turn(null)
  rows.push(await send(partly, 'minor_errors'), await send(accepted))
  return { channelId, rows, acceptedId: own }
}

/** The limit is two calls a second: of five at once one is over it, unless the machine takes a second for two. */
async function sendUntilLimited(
  send: () => Promise<SentRow>,
  look: (deliveryId: string) => Promise<Answer>,
): Promise<SentRow[]> {
  for (;;) {
    const sent = await Promise.all(Array.from({ length: 5 }, send))
    const states = await Promise.all(sent.map(({ deliveryId }) => look(deliveryId)))
    const rows = sent.map((row, index) => ({
      ...row,
      detail: states[index]?.delivery.state === 'failed' ? '429 Rate Limited' : null,
    }))
    if (rows.some(({ detail }) => detail !== null)) return rows
  }
}

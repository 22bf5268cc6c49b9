import { join } from 'node:path'
import Database from 'better-sqlite3'
import { call, countSince, makeChannel, type Reported, record, simulatedNight } from '../e2e/simulated-night.ts'
import type { TestServer } from '../support/start-server.ts'
import { consoleFile } from './console-file.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const LONG_NAME =
  '全国の予約受付と問い合わせにまとめて応答するボット(本番環境・東日本リージョン・夜間の自動応答つき・2026年版)'
const LONG_URL = `https://webhook-gateway.production.ap-northeast-1.yoyaku-center.example/line/v3/${'tenant/'.repeat(12)}callback`

/** Channels whose attempts another sender reported, as they look after a day. Answers what the states call them. */
export async function seedAttempts(server: TestServer, key: string): Promise<Record<string, string>> {
  const now = Date.now()
  const all = simulatedNight(now)
  const arrived = all.filter(({ outcome }) => 'status' in outcome && outcome.status === 200)
  const make = async (name: string, counted: [number, number | null][], attempts: Reported[]) => {
    const id = await makeChannel(server, key, name)
    countSince(server, id, counted)
    moveMarks(server, id, counted)
    await record(server, key, id, attempts)
    return id
  }
  const patch = (id: string, change: unknown) => call(server, key, 'PATCH', `/api/v1/channels/${id}`, change)
  const since = (hours: number): [number, number | null][] => [[now - hours * HOUR, null]]

  const night = await make(
    '予約受付ボット(本番)',
    [
      [now - 40 * HOUR, now - 14.2 * HOUR],
      [now - 11.7 * HOUR, null],
    ],
    all,
  )
  const calm = await make('社内ヘルプデスク', since(40), every(9, arrived))
  const stopped = await make('キャンペーン受付', [[now - 40 * HOUR, now - 5 * HOUR]], every(12, all))
  await patch(stopped, { errorStatistics: false })
  const long = await make(LONG_NAME, since(40), every(6, all))
  await patch(long, { webhookUrl: LONG_URL })
  const slow = await make('荷物の配達状況', since(40), slower(every(5, all), now))
  const tracked = await make('会員クーポン', since(40), ofSends(every(40, all)))
  const quiet = await make('休業中のボット', since(30), [])
  const scratch = await make('設定を試すチャネル', since(30), [])
  const never = (await call(server, key, 'POST', '/api/v1/channels', {
    name: '予約受付ボット(検証環境)',
    kind: 'line',
    webhookUrl: 'https://staging.yoyaku.example/line/webhook',
  })) as { channel: { id: string } }
  await call(server, key, 'POST', `/api/v1/channels/${night}/marks`, {
    text: 'v2.14.0',
    at: Math.round(now - 7.9 * HOUR),
  })
  const file = await fetch(`${server.baseUrl}/api/v1/channels/${calm}/imports?fileName=webhook-errors.tsv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/tab-separated-values' },
    body: consoleFile(now),
  })
  if (file.status !== 201) throw new Error(`the file was not imported: ${file.status} ${await file.text()}`)
  const reported = all.findLast(({ outcome }) => 'error' in outcome)?.id ?? ''
  return { night, calm, stopped, long, slow, tracked, quiet, scratch, never: never.channel.id, reported }
}

/** The switch's marks, where the stretches say that it was pressed. */
function moveMarks({ dataDir }: TestServer, channelId: string, counted: [number, number | null][]): void {
  const database = new Database(join(dataDir, 'todoku.db'), { timeout: 5_000 })
  try {
    const { no } = database.prepare('SELECT no FROM channels WHERE id = ?').get(channelId) as { no: number }
    database.prepare('DELETE FROM marks WHERE "channelNo" = ?').run(no)
    const insert = database.prepare(`INSERT INTO marks ("channelNo", "atMs", kind, label) VALUES (?, ?, ?, '')`)
    for (const [fromMs, toMs] of counted) {
      insert.run(no, Math.round(fromMs), 'statistics_on')
      if (toMs !== null) insert.run(no, Math.round(toMs), 'statistics_off')
    }
  } finally {
    database.close()
  }
}

const every = (nth: number, attempts: Reported[]) => attempts.filter((_, index) => index % nth === 0)

/** Towards the evening it answers ever later, until it is close to the limit of 2 s. */
function slower(attempts: Reported[], now: number): Reported[] {
  return attempts.map((attempt, index) => {
    const rising = Math.max(0, 1 - Math.abs(now - attempt.startedAt - 3 * HOUR) / (4 * HOUR))
    return {
      ...attempt,
      durationMs: Math.min(2_001, attempt.durationMs + Math.round(rising * (700 + (index % 9) * 110))),
    }
  })
}

function ofSends(attempts: Reported[]): Reported[] {
  const sends = [
    { sendId: 'spring-1', campaignId: 'spring' },
    { sendId: 'spring-2', campaignId: 'spring' },
    { sendId: 'welcome-2026-11', campaignId: 'welcome' },
    { sendId: 'one-off' },
    { campaignId: 'spring' },
    {},
  ]
  return attempts.map((attempt, index) => ({ ...attempt, ...sends[index % sends.length] }))
}

import { call, countSince, makeChannel, type Reported, record } from '../e2e/simulated-night.ts'
import type { TestServer } from '../support/start-server.ts'

const MINUTE = 60_000
const CHANNELS = 300
const TOWNS = ['札幌', '仙台', '新宿', '横浜', '名古屋', '京都', '梅田', '神戸', '広島', '博多']
const WORKS = ['予約受付', '在庫の問い合わせ', '会員証', 'Help desk', '配達状況', 'アンケート']
const OUTCOMES: Reported['outcome'][] = [
  { status: 503 },
  { error: { code: 'ETIMEDOUT', phase: 'response' } },
  { error: { code: 'ECONNREFUSED', phase: 'tcp' } },
]

/** Three hundred channels, of which one in seventeen fails now and one in twenty-three is not counted. */
export async function seedCrowd(server: TestServer, key: string): Promise<Record<string, string>> {
  const now = Date.now()
  const make = async (index: number) => {
    const name = `${TOWNS[index % TOWNS.length]}店 ${WORKS[index % WORKS.length]} ${Math.floor(index / 60) + 1}`
    const id = await makeChannel(server, key, name)
    countSince(server, id, [[now - 40 * 60 * MINUTE, null]])
    if (index % 23 === 0) await call(server, key, 'PATCH', `/api/v1/channels/${id}`, { errorStatistics: false })
    const failing = index % 17 === 0
    const attempts = Array.from({ length: failing ? 40 : 12 }, (_, at): Reported => {
      const outcome =
        (failing && at > 4 + (index % 31)) || (index % 29 === 0 && at === 3) ? OUTCOMES[index % 3] : undefined
      const startedAt = now - 5 * MINUTE - ((40 - at) * (failing ? 2 : 30) + (index % 7)) * MINUTE
      return { id: `c${at}`, startedAt, durationMs: 90, outcome: outcome ?? { status: 200 } }
    })
    await record(server, key, id, attempts)
  }
  for (let from = 0; from < CHANNELS; from += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, index) => make(from + index)))
  }
  return {}
}

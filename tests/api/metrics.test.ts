import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'

const TOKEN = 'a-token-for-prometheus'

/** Read as Prometheus does: no part of the API, and no answer of the API's document. */
async function read(api: Api, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }, method = 'GET') {
  const response = await fetch(`${api.server.baseUrl}/metrics`, { method, headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** One where somebody listened a moment ago and nobody does now. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Name and labels → value. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

describe('with a token', () => {
  let api: Api
  beforeAll(async () => {
    api = await startApi({ METRICS_TOKEN: TOKEN })
  })
  afterAll(() => api.server.stop())

  test('are there for whoever has it', async () => {
    const answer = await read(api)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: TOKEN },
      { authorization: `Bearer ${api.key}` },
    ]
    for (const headers of wrong) {
      const refused = await read(api, headers)
      expect([refused.status, JSON.parse(refused.text).code]).toEqual([401, 'unauthorized'])
    }
    const posted = await read(api, undefined, 'POST')
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('count attempts by outcome, deliveries by state, and what waits', async () => {
    const { id } = await api.channel()
    const before = samplesOf((await read(api)).text)
    const attempt = (name: string, outcome: object) => ({ id: name, startedAt: Date.now(), durationMs: 9, outcome })
    const attempts = [
      attempt('a', { status: 200 }),
      attempt('b', { status: 503 }),
      attempt('c', { error: { code: 'ENOTFOUND', phase: 'dns' } }),
    ]
    await api.post(`/api/v1/channels/${id}/attempts`, { attempts })
    // The same ones again are duplicates, and are not counted again.
    await api.post(`/api/v1/channels/${id}/attempts`, { attempts })
    // Nobody listens there, and redelivery keeps it waiting.
    const failing = await api.channel({ webhookUrl: `http://127.0.0.1:${await closedPort()}/`, redelivery: true })
    const accepted = await api.post(`/api/v1/channels/${failing.id}/deliveries`, {
      body: { events: [{ type: 'follow' }] },
    })
    expect(accepted.status, accepted.text).toBe(202)
    const grown = async (name: string) => (samplesOf((await read(api)).text).get(name) ?? 0) - (before.get(name) ?? 0)
    expect(await grown('todoku_attempts_total{outcome="delivered"}')).toBe(1)
    expect(await grown('todoku_attempts_total{outcome="error_status_code"}')).toBe(1)
    await expect.poll(() => grown('todoku_attempts_total{outcome="could_not_connect"}'), { timeout: 10_000 }).toBe(2)
    const samples = samplesOf((await read(api)).text)
    expect(samples.get('todoku_deliveries{state="pending"}')).toBe(1)
    expect(samples.get('todoku_queue_depth')).toBe(1)
    expect(samples.get('todoku_queue_oldest_age_seconds')).toBeLessThan(120)
    expect(samples.get('todoku_flush_seconds_count{kind="attempts"}')).toBeGreaterThanOrEqual(3)
    expect(samples.get('todoku_flush_seconds_count{kind="deliveries"}')).toBeGreaterThanOrEqual(1)
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(0)
    expect(samples.has('nodejs_eventloop_lag_p99_seconds')).toBe(true)
  })

  test('have labels with few values: no channel, no URL, no detail', async () => {
    const ours = [...samplesOf((await read(api)).text).keys()].filter((name) => name.startsWith('todoku_'))
    const labels = new Set(ours.flatMap((name) => [...name.matchAll(/(\w+)=/g)].map(([, label]) => label)))
    expect([...labels].sort()).toEqual(['kind', 'le', 'outcome', 'state'])
    expect(ours.length).toBeLessThan(60)
  })
})

test('without a token there is no such path', async () => {
  const api = await startApi()
  try {
    const answer = await read(api)
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'not_found'])
  } finally {
    await api.server.stop()
  }
})

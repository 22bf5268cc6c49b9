import { createServer } from 'node:http'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Api, attempt, expectRefusal, startApi } from './support/api.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.server.stop())

/** Breaks or mends the server's database behind its back. */
function meddle(sql: string): void {
  const database = new Database(join(api.server.dataDir, 'todoku.db'), { timeout: 5_000 })
  database.exec(sql)
  database.close()
}

test('a fault of ours is a 500 with a fixed sentence; the log has the reason under the request id', async () => {
  const { id } = await api.channel()
  const record = () => api.post(`/api/v1/channels/${id}/attempts`, { attempts: [attempt({ id: 'one' })] })
  const list = () => api.get(`/api/v1/channels/${id}/attempts`)
  meddle('ALTER TABLE attempts RENAME TO elsewhere')
  for (const ask of [record, list]) {
    const answer = await ask()
    expectRefusal(answer, 500, 'internal_error')
    expect(answer.text).not.toMatch(/attempts|sqlite|prisma/i)
    const requestId = answer.headers.get('x-request-id') ?? ''
    expect(answer.body.message).toContain(requestId)
    // The log goes another way than the answer and may come after it.
    const line = await vi.waitFor(() => {
      const found = api.server
        .output()
        .split('\n')
        .find((one) => one.includes(requestId))
      if (found === undefined) throw new Error('nothing was logged')
      return found
    })
    expect(JSON.parse(line)).toMatchObject({ requestId, err: { stack: expect.stringContaining('attempts') } })
  }
  meddle('ALTER TABLE elsewhere RENAME TO attempts')
  // What was answered with 500 may be sent again as it was, and is counted once.
  expect((await record()).body).toEqual({ message: 'success', accepted: 1, duplicates: 0 })
  expect((await list()).body.attempts).toHaveLength(1)
})

test('while the database does not answer the server is alive and not ready', async () => {
  meddle('ALTER TABLE roles RENAME TO elsewhere')
  const answer = await api.get('/api/ready', { key: null })
  expectRefusal(answer, 503, 'not_ready')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await api.get('/api/health', { key: null })).status).toBe(200)
  meddle('ALTER TABLE elsewhere RENAME TO roles')
  expect((await api.get('/api/ready', { key: null })).status).toBe(200)
})

test('the log has neither keys, nor secrets, nor bodies', async () => {
  const channelSecret = 'a-secret-of-a-channel'
  const { id } = await api.channel({ channelSecret })
  meddle('ALTER TABLE attempts RENAME TO elsewhere')
  await api.post(`/api/v1/channels/${id}/attempts`, { attempts: [attempt({ url: 'https://example.com/private-url' })] })
  await vi.waitFor(() => expect(api.server.output()).toContain('"level":50'))
  const output = api.server.output()
  for (const secret of [api.key, channelSecret]) expect(output).not.toContain(secret)
})

test('SIGTERM lets a verification that is in flight end, and keeps it', async () => {
  let tell = () => {}
  const asked = new Promise<void>((resolve) => {
    tell = resolve
  })
  const slow = createServer((_request, response) => {
    tell()
    setTimeout(() => response.end(), 1_000)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => slow.once('listening', resolve))
  const address = slow.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const { id } = await api.channel({ webhookUrl: `http://127.0.0.1:${port}/` })
  const verifying = api.post(`/api/v1/channels/${id}/verify`)
  await asked
  const restarted = api.server.restart()
  const { body } = await verifying
  expect(body.attempt.outcome.state).toBe('delivered')
  await restarted
  slow.close()
  expect((await api.get(`/api/v1/attempts/${body.attempt.id}`)).body.attempt).toEqual(body.attempt)
})

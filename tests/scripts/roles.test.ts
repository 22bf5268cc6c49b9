import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { tempFolder } from '../support/temp-folder.ts'

const open = { WEBHOOK_ALLOW_HTTP: '1', WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8' }

async function start(dataDir: string, role: string): Promise<TestServer> {
  const server = await startServer({ env: { ...open, TODOKU_ROLE: role }, dataDir })
  onTestFinished(async () => void (await server.stop()))
  return server
}

const ask = async (server: TestServer, path: string) => {
  const response = await fetch(server.baseUrl + path)
  return { status: response.status, body: await response.json() }
}

it('a worker alone makes the database, answers how it is and nothing else, and ends with 0', async () => {
  const dataDir = tempFolder()
  const worker = await start(dataDir, 'worker')
  expect(await ask(worker, '/api/health')).toEqual({ status: 200, body: { message: 'success' } })
  expect(await ask(worker, '/api/ready?x')).toEqual({ status: 200, body: { message: 'success', worker: 'running' } })
  for (const path of ['/', '/api/v1/channels', '/api/readyx']) {
    expect(await ask(worker, path)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  }
  expect(existsSync(`${dataDir}/secret-key`)).toBe(true)
  expect(readdirSync(dataDir).filter((name) => name.endsWith('.pid'))).toEqual(['todoku-worker.pid'])
  expect(await worker.stop()).toBe(0)
  expect(readdirSync(dataDir).filter((name) => /pid|wal/.test(name))).toEqual([])
})

it('a worker tells what is measured, with the token, as the server does', async () => {
  const dataDir = tempFolder()
  const token = 'a-token-for-prometheus'
  const worker = await startServer({ env: { ...open, TODOKU_ROLE: 'worker', METRICS_TOKEN: token }, dataDir })
  onTestFinished(async () => void (await worker.stop()))
  expect(await ask(worker, '/metrics')).toMatchObject({ status: 401, body: { code: 'unauthorized' } })
  const answer = await fetch(`${worker.baseUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toMatch(/^todoku_queue_depth 0$/m)
})

it('a web server and a worker share a database: what the one accepts the other delivers', async () => {
  const dataDir = tempFolder()
  const got: string[] = []
  const bot = createServer((request, response) => {
    got.push(String(request.headers['user-agent']))
    request.resume().on('end', () => response.end())
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void bot.close())
  const web = await start(dataDir, 'web')
  expect(await ask(web, '/api/ready')).toEqual({ status: 200, body: { message: 'success', worker: 'elsewhere' } })
  const key = await web.createKey(['--name', 'test', '--instance'])
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const response = await fetch(web.baseUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.json()
  }
  const webhookUrl = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/`
  const { channel } = await post('/api/v1/channels', { name: 'c', kind: 'line', useWebhook: true, webhookUrl })
  const deliver = () => post(`/api/v1/channels/${channel.id}/deliveries`, { body: { events: [{ type: 'follow' }] } })
  expect(await deliver()).toMatchObject({ message: 'success', delivery: { state: 'pending' } })

  const worker = await start(dataDir, 'worker')
  await vi.waitFor(() => expect(got).toHaveLength(1), { timeout: 5_000 })
  await deliver()
  await vi.waitFor(() => expect(got).toEqual(['LineBotWebhook/2.0', 'LineBotWebhook/2.0']), { timeout: 5_000 })
  expect(await worker.stop()).toBe(0)
  expect(await web.stop()).toBe(0)
})

it.each(['worker', 'all'])('beside a worker another with the role %s is refused', async (role) => {
  const dataDir = tempFolder()
  await start(dataDir, 'worker')
  await expect(startServer({ env: { TODOKU_ROLE: role }, dataDir })).rejects.toThrow(/Another Todoku \(process \d+/)
})

import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { runCommand } from '../support/run-command.ts'
import { startServer } from '../support/start-server.ts'
import { tempFolder } from '../support/temp-folder.ts'

it('after kill -9 the lock is free at once', async () => {
  const server = await startServer()
  onTestFinished(async () => void (await server.stop()))
  for (let round = 0; round < 3; round++) {
    await server.kill9()
    await server.restart()
    expect((await fetch(`${server.baseUrl}/api/health`)).status).toBe(200)
  }
})

it('SIGTERM: a request in flight is finished, new ones are not accepted, and it ends with 0 within 5 s', async () => {
  const dataDir = tempFolder()
  const server = await startServer({ dataDir })
  const key = await server.createKey(['--name', 'test', '--instance'])
  const body = JSON.stringify({ name: 'slow', kind: 'line' })
  const { port } = new URL(server.baseUrl)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.write(
    `POST /api/v1/channels HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${key}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  )
  await sleep(300)

  const told = performance.now()
  const ended = server.stop()
  await sleep(500)
  await expect(fetch(`${server.baseUrl}/api/health`)).rejects.toThrow()
  expect(answer).toBe('')
  socket.write(body.slice(5))
  await once(socket, 'end')
  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
  expect(await ended).toBe(0)
  expect(performance.now() - told).toBeLessThan(5_000)
  expect(readdirSync(dataDir)).not.toContain('todoku.db-wal')
})

it('SIGTERM: a request that never ends does not keep it longer than 5 s', async () => {
  const server = await startServer()
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write('POST /api/v1/channels HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{')
  await sleep(300)
  const told = performance.now()
  expect(await server.stop()).toBe(0)
  expect(performance.now() - told).toBeLessThan(5_000)
})

it('SIGINT ends it with 0 as well', async () => {
  const server = runCommand(process.execPath, ['scripts/serve.js'], { PORT: '0', DATA_DIR: tempFolder() })
  await server.until(/Todoku is ready/)
  server.child.kill('SIGINT')
  expect(await server.exit).toBe(0)
})

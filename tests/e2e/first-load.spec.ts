import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { signIn, startConsole } from './console-server.ts'
import { makeChannel } from './simulated-night.ts'

let server: TestServer
let channel: string
test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, 'Booking bot')
})
test.afterAll(() => server.stop())

test('the first load is within 200 KB of gzipped JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ storageState: undefined })
  await signIn(context, server)
  for (const path of ['/', ...['attempts', 'deliveries', 'settings'].map((name) => `/channels/${channel}/${name}`)]) {
    const page = await context.newPage()
    const sizes = new Map<string, Promise<number>>()
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      )
    })
    await page.goto(server.baseUrl + path, { waitUntil: 'load' })
    const bytes = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes, `${path} loads ${bytes} bytes`).toBeLessThanOrEqual(200_000)
    await page.close()
  }
  await context.close()
})

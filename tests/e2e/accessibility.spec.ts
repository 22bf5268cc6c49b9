import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'
import { expectAccessible, prefer, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, record } from './simulated-night.ts'

const now = Date.now()
let server: TestServer
let channel: string

test.beforeAll(async () => {
  server = await startConsole()
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  channel = await makeChannel(server, key, 'Booking bot')
  countSince(server, channel, [[now - 3_600_000, null]])
  const at = (seconds: number) => ({ startedAt: now - seconds * 1_000, durationMs: 40 })
  await record(server, key, channel, [
    { id: 'a', ...at(300), outcome: { status: 200 } },
    { id: 'b', ...at(200), outcome: { status: 503 } },
    { id: 'c', ...at(100), outcome: { error: { code: 'CERT_HAS_EXPIRED', phase: 'tls' } } },
    { id: 'd', ...at(50), outcome: { status: 404 }, purpose: 'verification' },
  ])
  await call(server, key, 'POST', '/api/v1/channels', { name: 'Staging', kind: 'line' })
})
test.afterAll(() => server.stop())

const pages = (): Record<string, string> => ({
  overview: '/',
  'a search that finds nothing': '/?q=nothing',
  statistics: `/channels/${channel}/statistics`,
  'response times': `/channels/${channel}/statistics?kind=response_times`,
  'webhook errors': `/channels/${channel}/webhook-errors`,
  attempts: `/channels/${channel}/attempts`,
  'one attempt': `/channels/${channel}/attempts?attempt=c`,
  'no attempts': `/channels/${channel}/attempts?cause=unclassified`,
  deliveries: `/channels/${channel}/deliveries`,
  'no delivery': `/channels/${channel}/deliveries/nothing`,
  'a test to send': `/channels/${channel}/deliveries/new`,
  'redelivery runs': `/channels/${channel}/deliveries/runs`,
  'no redelivery run': `/channels/${channel}/deliveries/runs/nothing`,
  settings: `/channels/${channel}/settings`,
  'new channel': '/channels/new',
  practice: '/practice',
  keys: '/keys',
  'not found': '/channels/nothing/settings',
})

const looks = [
  { locale: 'ja', theme: 'light', width: 1440 },
  { locale: 'en', theme: 'dark', width: 1440 },
  { locale: 'ja', theme: 'dark', width: 360 },
  { locale: 'en', theme: 'light', width: 360 },
  { locale: 'ja', theme: 'light', width: 900 },
] as const

for (const { locale, theme, width } of looks) {
  test(`every page, ${locale}, ${theme}, ${width} px: axe finds nothing, nothing scrolls sideways`, async ({
    page,
    context,
  }) => {
    test.setTimeout(240_000)
    await signIn(context, server)
    await prefer(context, server, { locale, theme })
    await page.setViewportSize({ width, height: 900 })
    for (const [name, path] of Object.entries(pages())) {
      await test.step(name, async () => {
        await page.goto(server.baseUrl + path)
        await expect(page.getByRole('main')).toBeVisible()
        await expectAccessible(page)
      })
    }
  })
}

test('the doors, in both themes', async ({ page, context }) => {
  const empty = await startServer()
  try {
    for (const theme of ['light', 'dark'] as const) {
      await prefer(context, empty, { theme })
      await page.goto(empty.setUpUrl ?? '')
      await page.getByRole('button', { name: '登録して始める' }).click()
      await expectAccessible(page)
      await page.goto(`${empty.baseUrl}/sign-in`)
      await expectAccessible(page)
    }
  } finally {
    await empty.stop()
  }
})

test('what opens: menus, dialogs, a new key', async ({ page, context }) => {
  await signIn(context, server)
  await page.goto(`${server.baseUrl}/channels/${channel}/settings`)
  for (const name of ['明るさ', /のメニュー$/]) {
    await page.getByRole('button', { name }).click()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  }
  await page.getByRole('switch', { name: 'Webhookの利用' }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '削除する…' }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByLabel('キーの名前').fill('axe')
  await page.getByRole('button', { name: 'キーを作る' }).click()
  await expect(page.getByText('見られるのは今だけです')).toBeVisible()
  await expectAccessible(page)
})

/** Names of what Tab reaches, in order, until `last`. */
async function tabOrder(page: Page, last: string): Promise<string[]> {
  const names: string[] = []
  while (names.at(-1) !== last && names.length < 20) {
    await page.keyboard.press('Tab')
    names.push(
      await page.evaluate(() => {
        const at = document.activeElement
        return (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim()
      }),
    )
  }
  return names
}

test('Tab goes from the skip link through the frame to the page, and the skip link skips', async ({
  page,
  context,
}) => {
  await signIn(context, server)
  await page.goto(server.baseUrl)
  expect(await tabOrder(page, 'APIキー')).toEqual(['本文へ', 'Todoku', 'チャネル', '練習', 'APIキー'])
  await page.goto(server.baseUrl)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '自動更新を止める' })).toBeFocused()
})

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

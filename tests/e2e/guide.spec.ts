import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { GUIDE_BRAZE, GUIDE_STATUSES, GUIDE_TOPICS, guideSlug } from '../../lib/domain/guide.ts'
import { ALL_LABELS, CAUSES } from '../../lib/domain/taxonomy.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { countSince, makeChannel, record } from './simulated-night.ts'

const administrator = { email: 'admin@example.com', password: 'a long enough password' }
const SLUGS = [...CAUSES, ...ALL_LABELS, ...GUIDE_STATUSES, ...GUIDE_BRAZE, ...GUIDE_TOPICS].map(guideSlug)
/** The longest of each kind of page, and the first page. */
const LOOKED_AT = [
  '',
  '/could_not_connect',
  '/tls-handshake-failure',
  '/404',
  '/braze-429-rate-limited',
  '/line-requirements',
]

let server: TestServer

test.beforeAll(async () => {
  server = await startServer({
    env: { TODOKU_ADMIN_EMAIL: administrator.email, TODOKU_ADMIN_PASSWORD: administrator.password },
  })
})
test.afterAll(() => server.stop())

let complaints: string[]
test.beforeEach(async ({ page }) => {
  complaints = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const answer = await page.request.post(`${server.baseUrl}/api/auth/sign-in/email`, {
    data: administrator,
    headers: { origin: server.baseUrl },
  })
  expect(answer.ok()).toBe(true)
})

const speak = (page: Page, locale: 'ja' | 'en') =>
  page.context().addCookies([{ name: 'todoku-locale', value: locale, url: server.baseUrl }])
const open = (page: Page, path = '') => page.goto(`${server.baseUrl}/guide${path}`)

test('from the navigation to a detail, to what LINE requires, and back by the contents', async ({ page }) => {
  await page.goto(server.baseUrl)
  await page.getByRole('navigation', { name: 'メイン' }).getByRole('link', { name: 'ガイド' }).click()
  await expect(page.getByRole('heading', { name: 'ガイド', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'TLS handshake failure' }).click()
  await expect(page).toHaveURL(/\/guide\/tls-handshake-failure$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('TLS handshake failure')
  await expect(page).toHaveTitle('TLS handshake failure · Todoku')
  await page.getByRole('main').getByRole('listitem').getByRole('link', { name: 'LINEの要件', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'LINEの要件(TLSとHTTP)' })).toBeVisible()
  await page.getByRole('navigation', { name: 'ガイドの目次' }).getByRole('link', { name: 'Unknown host' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Unknown host')
  await expect(page.getByRole('list', { name: '止まる場所' }).getByText('(ここで止まる)')).toHaveCount(1)
  expect(complaints).toEqual([])
})

test('an entry says whether the bot processed it and whether redelivery helps', async ({ page }) => {
  await speak(page, 'en')
  await open(page, '/request-timeout')
  const fact = (term: string) =>
    page.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd[1]')
  await expect(fact('Processed by the bot')).toHaveText('Maybe')
  await expect(fact('Redelivery')).toHaveText('If duplicates are dropped')
  await open(page, '/connection-failed')
  await expect(fact('Processed by the bot')).toHaveText('No')
  await expect(fact('Redelivery')).toHaveText('Helps')
})

test('a command is copied without the marks of what is the reader’s own', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '/unknown-host')
  await page.getByRole('button', { name: 'コマンドをコピー' }).first().click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('dig bot.example.com A +noall +comments +answer')
})

test('every page is there in both languages, and no other', async ({ page }) => {
  for (const locale of ['ja', 'en'] as const) {
    await speak(page, locale)
    for (const slug of SLUGS) {
      const answer = await page.request.get(`${server.baseUrl}/guide/${slug}`)
      expect(answer.status(), slug).toBe(200)
      expect(await answer.text(), slug).toContain(`<html lang="${locale}"`)
    }
  }
  const answer = await page.request.get(`${server.baseUrl}/guide/nothing-here`)
  expect(answer.status()).toBe(404)
})

test('an entry fits one screen on a desk', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const locale of ['ja', 'en'] as const) {
    await speak(page, locale)
    for (const slug of [...CAUSES, ...ALL_LABELS, ...GUIDE_STATUSES].map(guideSlug)) {
      await open(page, `/${slug}`)
      const bottom = await page
        .getByRole('main')
        .locator('section')
        .first()
        .evaluate((panel) => panel.getBoundingClientRect().bottom)
      // A cause lists its details besides, error_status_code also Braze's names.
      const isCausePage = CAUSES.some((cause) => guideSlug(cause) === slug)
      expect(bottom, `${locale} ${slug}`).toBeLessThanOrEqual(isCausePage ? 1_200 : 1_000)
    }
  }
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    await page.context().addCookies([{ name: 'todoku-theme', value: theme, url: server.baseUrl }])
    for (const path of LOOKED_AT) {
      await open(page, path)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      expect(
        violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ).toEqual([])
    }
  })
}

test('on a phone of 360 px nothing scrolls sideways, and the contents are one press away', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  for (const locale of ['ja', 'en'] as const) {
    await speak(page, locale)
    for (const path of locale === 'en' ? ['', ...SLUGS.map((slug) => `/${slug}`)] : LOOKED_AT) {
      await open(page, path)
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(tooWide, `${locale} ${path}`).toBeLessThanOrEqual(0)
    }
  }
  await speak(page, 'ja')
  await open(page, '/404')
  await page.getByRole('link', { name: '目次へ' }).click()
  await expect(page.getByRole('heading', { name: 'ガイド', level: 1 })).toBeVisible()
})

test('wherever a cause or a detail shows, it leads to its page', async ({ page }) => {
  const key = await server.createKey(['--name', 'guide', '--instance'])
  const now = Date.now()
  const channel = await makeChannel(server, key, '予約受付ボット')
  countSince(server, channel, [[now - 3_600_000, null]])
  await record(
    server,
    key,
    channel,
    Array.from({ length: 5 }, (_, index) => ({
      id: `refused-${index}`,
      startedAt: now - 60_000 + index * 1_000,
      durationMs: 3,
      outcome: { error: { code: 'ECONNREFUSED', phase: 'tcp' } },
    })),
  )
  const there = /\/guide\/connection-failed$/
  const follow = async (from: string, name: string) => {
    await page.goto(server.baseUrl + from)
    await page.getByRole('main').getByRole('link', { name, exact: true }).first().click()
    await expect(page).toHaveURL(there)
  }
  await follow('/', 'Connection failed')
  await follow(`/channels/${channel}/statistics?range=1h`, '接続を拒否された')
  await follow(`/channels/${channel}/statistics?range=1h`, 'ガイドで詳しく見る')
  await follow('/practice', 'Connection failed')
  await page.goto(`${server.baseUrl}/channels/${channel}/attempts`)
  await page
    .getByRole('link', { name: /Connection failed/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'ガイドで詳しく見る' }).click()
  await expect(page).toHaveURL(there)
})

test('printed, a page is black on white, without navigation', async ({ page }) => {
  await page.context().addCookies([{ name: 'todoku-theme', value: 'dark', url: server.baseUrl }])
  await open(page, '/tls-handshake-failure')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'コマンドをコピー' })).toHaveCount(0)
  const ink = await page.getByRole('heading', { level: 1 }).evaluate((heading) => getComputedStyle(heading).color)
  expect(ink).toBe('rgb(23, 24, 28)')
})

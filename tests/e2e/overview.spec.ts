import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, prefer, signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Date.now()

// | channel          | counted since | attempts: minutes ago × outcome                    | group         |
// | Booking bot      | 30 h ago      | 3 × 200 at 50 min, 6 × no chain at 20 min          | attention     |
// | Parcel status    | 30 h ago      | 24 × 200, 6 × 502 at 10 min                        | attention     |
// | Store coupons    | 30 h ago      | 300 × 200, 6 × timeout at 5 h                      | watch         |
// | Survey           | 30 h ago      | 100 × 200, 1 × 500 at 3 h                          | fine          |
// | Help desk        | 30 h ago      | 20 × 200 at 2 h                                    | fine          |
// | Quiet bot        | 30 h ago      | none                                               | fine          |
// | Staging          | never         | 2 × 500 at 1 h, kept and not counted               | off           |
type Row = [minutesAgo: number, outcome: Reported['outcome'], count: number]
const NO_CHAIN = { error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', phase: 'tls' } }
const TIMEOUT = { error: { code: 'ETIMEDOUT', phase: 'response' } }
const channels: [name: string, counted: boolean, rows: Row[]][] = [
  [
    'Booking bot',
    true,
    [
      [90, { status: 200 }, 3],
      [20, NO_CHAIN, 6],
    ],
  ],
  [
    'Parcel status',
    true,
    [
      [10, { status: 200 }, 24],
      [10, { status: 502 }, 6],
    ],
  ],
  [
    'Store coupons',
    true,
    [
      [300, { status: 200 }, 300],
      [300, TIMEOUT, 6],
    ],
  ],
  [
    'Survey',
    true,
    [
      [180, { status: 200 }, 100],
      [180, { status: 500 }, 1],
    ],
  ],
  ['Help desk', true, [[120, { status: 200 }, 20]]],
  ['Quiet bot', true, []],
  ['Staging', false, [[60, { status: 500 }, 2]]],
]

let server: TestServer
let key: string
const idOf = new Map<string, string>()

async function makeUncounted(name: string, key: string): Promise<string> {
  const wanted = { name, kind: 'line', webhookUrl: 'https://staging.example/webhook', useWebhook: true }
  const answer = await call(server, key, 'POST', '/api/v1/channels', wanted)
  return (answer as { channel: { id: string } }).channel.id
}

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  for (const [name, counted, rows] of channels) {
    const id = counted ? await makeChannel(server, key, name) : await makeUncounted(name, key)
    idOf.set(name, id)
    if (counted) countSince(server, id, [[now - 30 * HOUR, null]])
    const attempts = rows.flatMap(([minutesAgo, outcome, count], row) =>
      Array.from({ length: count }, (_, index): Reported => {
        return { id: `${row}-${index}`, startedAt: now - minutesAgo * MINUTE + index, durationMs: 40, outcome }
      }),
    )
    if (attempts.length > 0) await record(server, key, id, attempts)
  }
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const group = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
/** The links to channels; a row's detail leads to the guide. */
const channelsIn = (page: Page, name: string) => group(page, name).locator('a[href^="/channels/"]')
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) })

test('what needs attention comes first, its situation before its numbers', async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(server.baseUrl)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2個のチャネルに対応が必要です')
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    /対応が必要/,
    /様子を見る/,
    /問題なし/,
    /集計していない/,
  ])

  const urgent = channelsIn(page, '対応が必要')
  await expect(urgent).toHaveText(['Booking bot', 'Parcel status'])
  await expect(row(page, 'Booking bot')).toContainText(/\d\d:\d\d から、1件も届いていません/)
  await expect(row(page, 'Booking bot')).toContainText('TLS handshake failure')
  await expect(row(page, 'Booking bot')).toContainText('66.7%')
  await expect(row(page, 'Parcel status')).toContainText('直近1時間の20.0%が失敗しています')
  await expect(row(page, 'Parcel status')).toContainText('502 Bad Gateway')

  await expect(channelsIn(page, '様子を見る')).toHaveText(['Store coupons'])
  await expect(row(page, 'Store coupons')).toContainText('1.96%')
  await expect(channelsIn(page, '問題なし')).toHaveText(['Survey', 'Help desk', 'Quiet bot'])
  await expect(row(page, 'Help desk')).toContainText('すべて届きました')
  await expect(row(page, 'Quiet bot')).toContainText('まだ1件も送っていません')
  expect(complaints).toEqual([])
})

test('every figure stands beside that of the 24 hours before, where it is known', async ({ page }) => {
  await page.goto(server.baseUrl)
  // Both were counted for 30 hours, so of the 24 before only 6, in which nothing was sent.
  await expect(row(page, 'Store coupons')).toContainText(/6\s*件?前 0/)
  await expect(row(page, 'Booking bot')).toContainText('66.7%前 –')
  await page.getByRole('searchbox', { name: 'チャネルを探す' }).fill('ＳＵＲＶＥＹ')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
})

test('a channel that is not counted shows no numbers, not zeros', async ({ page }) => {
  await page.goto(server.baseUrl)
  await expect(channelsIn(page, '集計していない')).toHaveText(['Staging'])
  await expect(row(page, 'Staging').getByRole('img')).toHaveAccessibleName('24時間、集計していません')
  await expect(row(page, 'Staging').getByText('わかりません')).toHaveCount(2)
  await expect(row(page, 'Staging')).not.toContainText('0%')
})

test('a slash goes to the search, which narrows the list and is in the address', async ({ page }) => {
  await page.goto(server.baseUrl)
  const search = page.getByRole('searchbox', { name: 'チャネルを探す' })
  // The page has its keys when it is alive, which a busy machine takes a moment for.
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(search).toBeFocused({ timeout: 500 })
  }).toPass()
  await search.pressSequentially('par')
  await expect(page).toHaveURL(`${server.baseUrl}/?q=par`)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  // The heading is about all channels, whatever is searched for.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2個のチャネルに対応が必要です')
  await expect(page.getByText('「par」を含む1チャネル(7のうち)')).toBeVisible()
  await page.getByRole('button', { name: '検索をやめる' }).click()
  await expect(search).toBeFocused()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(7)
  await search.fill('nothing like this')
  await expect(page.getByRole('heading', { name: '見つかりません' })).toBeVisible()
  await page.getByRole('link', { name: 'すべて表示' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(7)
})

test('the whole row leads to the statistics, and the header there says the same', async ({ page, context }) => {
  await prefer(context, server, { locale: 'en' })
  await page.goto(server.baseUrl)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 channels need attention')
  await row(page, 'Booking bot').click({ position: { x: 500, y: 20 } })
  await expect(page).toHaveURL(new RegExp(`/channels/${idOf.get('Booking bot')}/statistics`))
  await expect(page.getByRole('main')).toContainText(/Nothing has arrived since (\w+ \d+ )?\d\d:\d\d/)
  await expect(page.getByRole('main')).toContainText(/6 failures in a row/)
  await expect(page.getByRole('link', { name: 'Statistics', exact: true })).toHaveAttribute('aria-current', 'page')
})

test('pages are loaded ahead under the pointer alone, not for each link in sight', async ({ page }) => {
  const ahead: string[] = []
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch'] !== undefined) ahead.push(new URL(request.url()).pathname)
  })
  await page.goto(server.baseUrl)
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(7)
  await page.waitForLoadState('networkidle')
  expect(ahead).toEqual([])
  await page.getByRole('link', { name: 'Survey' }).hover()
  await expect.poll(() => ahead[0]).toBe(`/channels/${idOf.get('Survey')}/statistics`)
})

test('of many channels fifty are written, the others on demand or when searched for', async ({ page }) => {
  const key = await server.createKey(['--name', 'many', '--instance'])
  for (let index = 0; index < 59; index++) await makeChannel(server, key, `Quiet ${String(index).padStart(2, '0')}`)
  await makeChannel(server, key, 'Quiet Okinawa')
  await page.goto(server.baseUrl)
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(50)
  await expect(page.getByRole('status').filter({ hasText: '67チャネルのうち50を表示しています' })).toBeVisible()
  // What needs attention is not among those left out, and a group says how many it has.
  await expect(channelsIn(page, '対応が必要')).toHaveText(['Booking bot', 'Parcel status'])
  await expect(page.getByRole('heading', { level: 2, name: '問題なし' })).toHaveText(/63/)
  const search = page.getByRole('searchbox', { name: 'チャネルを探す' })
  await search.fill('okinawa')
  await expect(rows).toHaveCount(1)
  await search.fill('')
  await expect(rows).toHaveCount(50)

  const first = (await rows.nth(49).getByRole('link').first().textContent()) ?? ''
  await page.getByRole('link', { name: 'すべて表示' }).focus()
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(67)
  await expect(rows.nth(49).getByRole('link').first()).toHaveText(first)
  await expect(rows.nth(50).getByRole('link').first()).toBeFocused()
  await page.reload()
  await expect(rows).toHaveCount(67)
  await page.goBack()
  await expect(rows).toHaveCount(50)
})

test('a row that comes into another group while the page refreshes itself keeps the focus', async ({ page }) => {
  const id = await makeChannel(server, key, 'Wandering')
  countSince(server, id, [[now - 30 * HOUR, null]])
  await page.goto(`${server.baseUrl}/?q=wandering`)
  await expect(channelsIn(page, '問題なし')).toHaveText(['Wandering'])
  const link = page.getByRole('link', { name: 'Wandering' })
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(link).toBeFocused({ timeout: 500 })
  }).toPass()
  const refused = Array.from({ length: 6 }, (_, index): Reported => {
    return { id: `wandering-${index}`, startedAt: now - 9 * MINUTE, durationMs: 40, outcome: { status: 500 } }
  })
  await record(server, key, id, refused)
  await expect(channelsIn(page, '対応が必要')).toHaveText(['Wandering'], { timeout: 20_000 })
  await expect(link).toBeFocused()
})

test('a channel that is not there is a page that is not there', async ({ page }) => {
  const answer = await page.goto(`${server.baseUrl}/channels/nothing/settings`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'このページはありません' })).toBeVisible()
})

import { join } from 'node:path'
import { expect, type Page, type Request, test } from '@playwright/test'
import Database from 'better-sqlite3'
import type { TestServer } from '../support/start-server.ts'
import { signIn, startConsole } from './console-server.ts'
import { call, countSince, makeChannel, type Reported, record } from './simulated-night.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Math.floor(Date.now() / MINUTE) * MINUTE

const KINDS = { errors: 'エラー', deliveries: '送信数', response_times: '応答時間' } as const
type Kind = keyof typeof KINDS

let server: TestServer
let key: string
/** Switched off for all of the range; nothing was sent; all arrived; some failed and the last minute still fills. */
let channels: Record<'off' | 'quiet' | 'calm' | 'busy', string>

const sent = (minutesAgo: number, status: number, id: string): Reported => {
  return { id, startedAt: now - minutesAgo * MINUTE, durationMs: 90, outcome: { status } }
}

/** Of the practice source, which no worker sends. */
function accept(channelId: string, states: readonly (readonly [minutesAgo: number, state: string])[]): void {
  const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 5_000 })
  const insert = database.prepare(`INSERT INTO deliveries (id, "channelNo", state, attempts, "createdAtMs", source)
    SELECT ?, no, ?, 1, ?, 'practice' FROM channels WHERE id = ?`)
  for (const [index, [minutesAgo, state]] of states.entries()) {
    insert.run(`${channelId}-${index}`, state, now - minutesAgo * MINUTE, channelId)
  }
  database.close()
}

test.beforeAll(async () => {
  server = await startConsole()
  key = await server.createKey(['--name', 'e2e', '--instance'])
  const [off, quiet, calm, busy] = [
    await makeChannel(server, key, 'Off'),
    await makeChannel(server, key, 'Quiet'),
    await makeChannel(server, key, 'Calm'),
    await makeChannel(server, key, 'Busy'),
  ]
  channels = { off, quiet, calm, busy }
  await call(server, key, 'PATCH', `/api/v1/channels/${off}`, { errorStatistics: false })
  countSince(server, off, [])
  for (const id of [quiet, calm, busy]) countSince(server, id, [[now - 30 * HOUR, null]])
  await record(server, key, calm, [sent(30, 200, 'a'), sent(20, 200, 'b')])
  await record(server, key, busy, [sent(30, 200, 'a'), sent(20, 503, 'b'), sent(0, 500, 'c'), sent(0, 200, 'd')])
  accept(calm, [
    [30, 'delivered'],
    [20, 'delivered'],
  ])
  accept(busy, [
    [30, 'delivered'],
    [20, 'failed'],
    [0, 'delivered'],
  ])
})
test.afterAll(() => server.stop())
test.beforeEach(({ context }) => signIn(context, server))

const address = (kind: Kind, channel: string, query = 'range=1h') =>
  `${server.baseUrl}/channels/${channel}/statistics?kind=${kind}&${query}`
const panelOf = (page: Page, kind: Kind) => page.getByRole('region', { name: KINDS[kind], exact: true })

/** Next's own, of a link that is in sight: of a page whose numbers come from the server the skeleton alone. */
const isAhead = (request: Request) => request.headers()['next-router-prefetch'] !== undefined

/** What is said in one state alone. */
const SAID = {
  off: /この期間は集計していません/,
  empty: /この期間に、このチャネルへの送信はありませんでした|この期間に受け付けた配信はありません/,
  good: /すべて届きました/,
  filling: /^集計中$|^受付中$/,
  failed: /数字を読み込めませんでした/,
} as const
type State = keyof typeof SAID

/** The state is said, no other one is, and the panel lies where it always does. */
async function expectState(page: Page, kind: Kind, states: State[]): Promise<{ y: number; height: number }> {
  const panel = panelOf(page, kind)
  for (const [name, words] of Object.entries(SAID)) {
    const said = panel.getByText(words).filter({ visible: true })
    if (states.includes(name as State)) await expect(said.first(), name).toBeVisible()
    else await expect(said, name).toHaveCount(0)
  }
  const box = await panel.boundingBox()
  return { y: Math.round(box?.y ?? 0), height: Math.round(box?.height ?? 0) }
}

/** The tab is looked at, or another one is. */
const see = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)

/** A table of the statistic gone: nothing can be read of it, until it is back. */
async function withoutTable(table: string, act: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) => {
    const database = new Database(join(server.dataDir, 'todoku.db'), { timeout: 10_000 })
    database.exec(`ALTER TABLE ${from} RENAME TO ${to}`)
    database.close()
  }
  rename(table, `${table}_away`)
  try {
    await act()
  } finally {
    rename(`${table}_away`, table)
  }
}

const TABLES: Record<Kind, string> = {
  errors: 'buckets',
  deliveries: 'delivery_counts',
  response_times: 'duration_buckets',
}
/** Deliveries are counted whatever the switch; response times have no state of their own when all arrived. */
const CASES: Record<Kind, [channel: keyof typeof channels, states: State[]][]> = {
  errors: [
    ['off', ['off']],
    ['quiet', ['empty']],
    ['calm', ['good', 'filling']],
    ['busy', ['filling']],
  ],
  deliveries: [
    ['off', ['empty']],
    ['quiet', ['empty']],
    ['calm', ['good', 'filling']],
    ['busy', ['filling']],
  ],
  response_times: [
    ['off', ['off']],
    ['quiet', ['empty']],
    ['calm', ['filling']],
    ['busy', ['filling']],
  ],
}

for (const kind of Object.keys(KINDS) as Kind[]) {
  for (const width of [1440, 390]) {
    test(`${kind}, ${width} px: no state is taken for another, and all keep their place and height`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 })
      const places: Record<string, { y: number; height: number }> = {}
      for (const [channel, states] of CASES[kind]) {
        await page.goto(address(kind, channels[channel]))
        const drawn = states.includes('filling')
        if (drawn) await expect(page.getByRole('slider')).toBeVisible()
        // Said beside the chart on a wide screen, in its key on a phone, and by the slider to who cannot see it.
        if (drawn) await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', /集計中|受付中/)
        places[channel] = await expectState(page, kind, states)
      }
      await withoutTable(TABLES[kind], async () => {
        await page.goto(address(kind, channels.busy))
        places.failed = await expectState(page, kind, ['failed'])
        // The rest of the page is there, and leads on.
        await expect(page.getByRole('combobox', { name: '統計の種類' })).toHaveValue(kind)
        await expect(page.getByRole('heading', { name: 'Busy' })).toBeVisible()
      })
      await panelOf(page, kind).getByRole('button', { name: '今すぐ読み込む' }).click()
      await expect(page.getByRole('slider')).toBeVisible()
      await expectState(page, kind, ['filling'])
      expect(
        new Set(Object.values(places).map((place) => JSON.stringify(place))),
        JSON.stringify(places),
      ).toHaveProperty('size', 1)
    })
  }
}

test('what could not be loaded is loaded again by itself, and counts the seconds until then', async ({ page }) => {
  await withoutTable(TABLES.errors, async () => {
    await page.goto(address('errors', channels.busy))
    await expect(page.getByText(/1[0-5]秒後に、もう一度読み込みます/)).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: SAID.failed })).toBeVisible()
    await expect(page.getByText(/9秒後に、もう一度読み込みます/)).toBeVisible()
    // Nobody looks: nothing is asked.
    await see(page, 'hidden')
    const waits = await page.getByText(/\d+秒後に、もう一度読み込みます/).textContent()
    await page.waitForTimeout(2_500)
    await expect(page.getByText(/\d+秒後に、もう一度読み込みます/)).toHaveText(waits ?? '')
    await see(page, 'visible')
  })
  await expect(page.getByRole('slider')).toBeVisible({ timeout: 20_000 })
})

test('a failure stays behind with the statistic that failed', async ({ page }) => {
  await withoutTable(TABLES.deliveries, async () => {
    await page.goto(address('deliveries', channels.busy))
    await expect(panelOf(page, 'deliveries').getByText(SAID.failed)).toBeVisible()
    await expect(async () => {
      await page.getByRole('combobox', { name: '統計の種類' }).selectOption('errors')
      await expect(page).not.toHaveURL(/kind=deliveries/, { timeout: 1_000 })
    }).toPass()
    await expect(page.getByRole('slider')).toBeVisible({ timeout: 5_000 })
    await expect(page.getByText(SAID.failed)).toHaveCount(0)
  })
})

test('numbers that cannot be loaded anew take the place of the old, and nothing of the page is lost', async ({
  page,
}) => {
  await page.goto(address('errors', channels.busy))
  await expect(page.getByRole('slider')).toBeVisible()
  const before = await panelOf(page, 'errors').boundingBox()
  await withoutTable(TABLES.errors, async () => {
    await expect(panelOf(page, 'errors').getByText(SAID.failed)).toBeVisible({ timeout: 20_000 })
    expect((await panelOf(page, 'errors').boundingBox())?.height).toBe(before?.height)
    await expect(page.getByRole('combobox', { name: '統計の種類' })).toBeVisible()
  })
  await page.getByRole('button', { name: '今すぐ読み込む' }).click()
  await expect(page.getByRole('slider')).toBeVisible()
})

for (const width of [1920, 1280, 900, 390]) {
  test(`the skeleton keeps the place of what comes, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    const link = page.getByRole('navigation', { name: 'チャネルのページ' }).getByRole('link', { name: '統計情報' })
    // The skeleton is fetched ahead when the pointer comes to the link; who is quicker than that waits for the server.
    let fetched = 0
    page.on('requestfinished', (request) => {
      if (/\/statistics\?.*_rsc=/.test(request.url())) fetched += 1
    })
    // A page that is not alive yet does not notice the pointer, and what is given up once is not fetched ahead again.
    await expect(async () => {
      await page.mouse.move(0, 0)
      await page.goto(`${server.baseUrl}/channels/${channels.busy}/attempts`, { waitUntil: 'networkidle' })
      await link.hover()
      await expect.poll(() => fetched, { timeout: 5_000 }).toBeGreaterThan(0)
    }).toPass()
    for (let before = 0; before < fetched; await page.waitForTimeout(300)) before = fetched
    let pass = () => {}
    const held = new Promise<void>((resolve) => {
      pass = resolve
    })
    await page.route(/\/statistics\?.*_rsc=/, async (route) => {
      if (!isAhead(route.request())) await held
      await route.continue()
    })
    await link.click()
    await expect(panelOf(page, 'errors').getByText('読み込んでいます')).toBeVisible()
    const skeleton = await panelOf(page, 'errors').boundingBox()
    pass()
    await expect(page.getByRole('slider')).toBeVisible()
    expect(await panelOf(page, 'errors').boundingBox()).toEqual(skeleton)
  })
}

test('a hidden tab asks for nothing; seen again after long, it asks at once', async ({ page }) => {
  await page.goto(address('errors', channels.busy), { waitUntil: 'networkidle' })
  await see(page, 'hidden')
  const asked: Request[] = []
  page.on('request', (request) => asked.push(request))
  await expect(page.getByText(/1[2-9]秒前に更新/)).toBeVisible({ timeout: 20_000 })
  expect(asked.map((request) => request.url())).toEqual([])
  await see(page, 'visible')
  await expect(page.getByText('たったいま更新')).toBeVisible({ timeout: 5_000 })
  // Next fetches the links ahead anew after each.
  expect(asked.filter((request) => request.url().includes('_rsc=') && !isAhead(request))).toHaveLength(1)
})

test('while the server cannot be reached, the numbers stay and say how old they are', async ({ page, context }) => {
  await page.goto(address('errors', channels.busy))
  await expect(page.getByRole('slider')).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText(/つながりません。\d+秒前の数字です/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('slider')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('たったいま更新')).toBeVisible({ timeout: 20_000 })
})

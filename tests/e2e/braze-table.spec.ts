import { expect, test } from '@playwright/test'
import { guideHref, guideKeyOfDetail, isGuideBraze } from '@/lib/domain/guide.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { BRAZE_ROWS, type SentRows, sendEveryBrazeRow } from '../support/braze-rows.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { startTrustedPracticeBot, type TrustedPracticeBot } from '../support/trusted-practice-bot.ts'
import { ADMINISTRATOR, complaintsOf, prefer, signIn } from './console-server.ts'

let bot: TrustedPracticeBot
let server: TestServer
let sent: SentRows
let channel: string

test.beforeAll(async () => {
  bot = await startTrustedPracticeBot()
  server = await startServer({
    env: {
      TODOKU_ADMIN_EMAIL: ADMINISTRATOR.email,
      TODOKU_ADMIN_PASSWORD: ADMINISTRATOR.password,
      WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
      ...bot.env,
    },
  })
  const key = await server.createKey(['--name', 'e2e', '--instance'])
  sent = await sendEveryBrazeRow(server.baseUrl, key, bot.braze.restEndpoint)
  channel = `${server.baseUrl}/channels/${sent.channelId}`
})
test.afterAll(async () => {
  await server.stop()
  await bot.stop()
})

const WORDS: Record<
  Locale,
  Record<'causes' | 'details' | 'codes' | 'byTime' | 'list' | 'attempt' | 'remarks', string>
> = {
  ja: {
    causes: '致命的(呼び出し側の誤り)',
    details: '詳細',
    codes: 'ステータスコード',
    byTime: '時間帯ごとのエラー件数',
    list: '試行の一覧',
    attempt: '試行',
    remarks: '受付済みの注記',
  },
  en: {
    causes: 'fatal, the caller’s fault',
    details: 'Details',
    codes: 'Status codes',
    byTime: 'Errors by time',
    list: 'List of attempts',
    attempt: 'Attempt',
    remarks: 'Accepted, with a note',
  },
}
const ACCEPTED: Record<Locale, { all: string; byBraze: string; arrived: RegExp }> = {
  ja: { all: 'すべて受け付けられました', byBraze: 'Brazeが受付', arrived: /届/ },
  en: { all: 'Everything accepted', byBraze: 'Accepted by Braze', arrived: /arrive/i },
}
const REMARKS: Record<Locale, readonly string[]> = {
  ja: ['一部にエラー', 'キュー待ち', '応答を読めません'],
  en: ['Minor errors', 'Queued', 'Unreadable response'],
}

/** What the guide says of a row, as a page shows it. */
function guideTo(detail: string, locale: Locale) {
  const key = guideKeyOfDetail(detail)
  if (key === null || !isGuideBraze(key)) throw new Error(`the guide has no page of Braze about ${detail}`)
  const { entries, brazeMeanings } = guideOf(locale)
  const shown = (text: string) => text.replaceAll('`', '').replaceAll(/\[([^\]]+)\]\([a-z0-9_-]+\)/g, '$1')
  return { title: key, meaning: brazeMeanings[key], happened: shown(entries[key].happened) }
}

for (const locale of ['ja', 'en'] as const) {
  test.describe(locale, () => {
    const words = WORDS[locale]
    test.beforeEach(async ({ context }) => {
      test.slow()
      await signIn(context, server)
      await prefer(context, server, { locale })
    })

    test('the statistics rank every row of the table by its name, with its meaning', async ({ page }) => {
      const complaints = complaintsOf(page)
      await page.goto(`${channel}/statistics`)
      const details = page.getByRole('table', { name: words.details, exact: true }).getByRole('row')
      await expect(details).toHaveCount(1 + BRAZE_ROWS.length)
      const codes = page.getByRole('region', { name: words.codes })
      await expect(codes).toContainText(words.causes)
      // Their classes, and not every name once more.
      await expect(codes.getByRole('link')).toHaveText(['4XX', '5XX'])
      for (const detail of BRAZE_ROWS) {
        const row = details.filter({ has: page.getByRole('link', { name: detail, exact: true }) })
        await expect(row, detail).toHaveCount(1)
        await expect(row).toContainText(guideTo(detail, locale).meaning)
        await expect(row.locator(`a[href="${guideHref(detail)}"]`), detail).toHaveCount(1)
      }
      const remarks = page.getByRole('region', { name: words.remarks })
      for (const remark of REMARKS[locale]) {
        await expect(remarks.getByRole('listitem').filter({ hasText: remark }).first()).toContainText('1')
      }
      expect(complaints).toEqual([])
    })

    test('what Braze accepted is never said to have arrived', async ({ page }) => {
      const { all, byBraze, arrived } = ACCEPTED[locale]
      await page.goto(server.baseUrl)
      await expect(page.getByRole('listitem').filter({ hasText: 'switches' })).toContainText(all)
      for (const path of [`${sent.acceptedId}/statistics`, `${sent.channelId}/statistics?kind=deliveries`]) {
        await page.goto(`${server.baseUrl}/channels/${path}`)
        await expect(page.getByRole('main')).toContainText(path.endsWith('deliveries') ? byBraze : all)
        await expect(page.getByRole('slider')).toBeVisible()
        await expect(page.getByRole('main')).not.toContainText(arrived)
      }
      for (const path of ['deliveries', 'attempts']) {
        await page.goto(`${channel}/${path}`)
        await expect(page.getByRole('main').getByRole('table').first()).toBeVisible()
        await expect(page.getByRole('main')).not.toContainText(arrived)
      }
    })

    test('the chart and its table name each row that is chosen', async ({ page }) => {
      for (const detail of BRAZE_ROWS) {
        await page.goto(`${channel}/statistics?cause=error_status_code&detail=${encodeURIComponent(detail)}`)
        await expect(page.getByRole('slider')).toBeVisible()
        const table = page.getByRole('table', { name: words.byTime })
        await expect(table.getByRole('columnheader', { name: detail, exact: true }), detail).toHaveCount(1)
        // Once in the head of that table, once in the key of the chart's shades.
        await expect(page.locator('span[lang="en"]').and(page.getByText(detail, { exact: true })), detail).toHaveCount(
          2,
        )
      }
    })

    test('attempts name each row, say what it means and lead to its page of the guide', async ({ page }) => {
      test.setTimeout(480_000)
      await page.goto(`${channel}/attempts`)
      const list = page.getByRole('table', { name: words.list })
      for (const { detail, attemptId } of sent.rows) {
        if (detail === null) continue
        const href = `a[href*="attempt=${attemptId}"]`
        await expect(list.locator(href), detail).toContainText(detail)
      }
      for (const remark of REMARKS[locale]) await expect(list.getByText(remark, { exact: true })).toHaveCount(1)
      for (const detail of BRAZE_ROWS) {
        const guide = guideTo(detail, locale)
        await page.goto(`${channel}/attempts?attempt=${sent.rows.find((row) => row.detail === detail)?.attemptId}`)
        const panel = page.getByRole('complementary', { name: words.attempt, exact: true })
        await expect(panel.getByText(detail, { exact: true }), detail).toBeVisible()
        await expect(panel, detail).toContainText(guide.happened)
        await panel.locator(`a[href="${guideHref(detail)}"]`).click()
        await expect(page.getByRole('heading', { level: 1 }), detail).toContainText(guide.title)
        await expect(page.getByRole('heading', { level: 1 })).toContainText(guide.meaning)
        await expect(page.getByRole('main'), detail).toContainText(guide.happened)
      }
    })
  })
}

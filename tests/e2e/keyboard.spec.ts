import { expect, type Page, test } from '@playwright/test'
import type { TestServer } from '../support/start-server.ts'
import { signIn, startConsole } from './console-server.ts'

let server: TestServer
test.beforeAll(async () => {
  server = await startConsole()
})
test.afterAll(() => server.stop())

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
  await expect(page.getByRole('button', { name: '1分間試す' })).toBeFocused()
})

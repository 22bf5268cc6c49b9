import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, expect, type Page } from '@playwright/test'
import { startServer, type TestServer } from '../support/start-server.ts'

export const ADMINISTRATOR = { email: 'sato@example.com', password: 'correct horse battery staple' }

/** A server with an administrator, made from the environment. */
export function startConsole(): Promise<TestServer> {
  return startServer({
    env: { TODOKU_ADMIN_EMAIL: ADMINISTRATOR.email, TODOKU_ADMIN_PASSWORD: ADMINISTRATOR.password },
  })
}

/** Signs in once for a file of tests: the cookies that each of its contexts begins with. */
export async function signIn(context: BrowserContext, server: TestServer): Promise<void> {
  const answer = await context.request.post(`${server.baseUrl}/api/auth/sign-in/email`, {
    data: ADMINISTRATOR,
    headers: { origin: server.baseUrl },
  })
  expect(answer.status()).toBe(200)
}

/** The language and theme that the reader chose; `null`: none, so that browser and system decide. */
export async function prefer(
  context: BrowserContext,
  server: TestServer,
  { locale, theme }: { locale?: 'ja' | 'en'; theme?: 'light' | 'dark' },
): Promise<void> {
  const cookies = [
    { name: 'todoku-locale', value: locale },
    { name: 'todoku-theme', value: theme },
  ]
  for (const { name, value } of cookies) {
    if (value !== undefined) await context.addCookies([{ name, value, url: server.baseUrl }])
  }
}

/** What the browser complains of while a page is used; a refusal that the test provoked is let pass by its status. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

/**
 * No rule of WCAG 2.2 A and AA, nor of axe's best practices, is broken, and nothing scrolls sideways. For what no state of the
 * gallery shows: accessibility.spec.ts looks at those.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect.soft(found).toEqual([])
  expect
    .soft(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0)
}

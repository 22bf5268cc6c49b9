import { expect, test } from '@playwright/test'
import { OPERATIONS } from '../../lib/http/operations.ts'
import type { TestServer } from '../support/start-server.ts'
import { complaintsOf, prefer, signIn, startConsole } from './console-server.ts'

let server: TestServer

test.beforeAll(async () => {
  server = await startConsole()
})
test.afterAll(() => server.stop())

test('from the keys page to the API, which shows every operation without any network', async ({ page, context }) => {
  const complaints = complaintsOf(page)
  await signIn(context, server)
  await page.goto(`${server.baseUrl}/keys`)
  await page.getByRole('link', { name: 'HTTP APIの説明' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'HTTP API' })).toBeVisible()
  await expect(page).toHaveTitle('HTTP API · Todoku')
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(server.baseUrl)) elsewhere.push(request.url())
  })
  await page.reload()
  for (const { id, summary, path } of OPERATIONS) {
    const section = page.getByRole('region', { name: summary, exact: true }).filter({ hasText: path })
    await expect(section.first(), id).toBeAttached()
  }
  expect(elsewhere).toEqual([])
  expect(complaints).toEqual([])
})

test('open to who has no account; the contents, types and codes lead to each other', async ({ page, context }) => {
  await prefer(context, server, { locale: 'en' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${server.baseUrl}/docs/api`)
  await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
  const contents = page.getByRole('navigation', { name: 'Contents of the API' })
  await contents.getByRole('link', { name: 'Record attempts that another sender made' }).click()
  await expect(page).toHaveURL(/#recordAttempts$/)
  const operation = page.getByRole('region', { name: 'Record attempts that another sender made' })
  await expect(operation.getByRole('heading', { level: 3 })).toBeInViewport()
  await expect(operation).toContainText('At most 60,000 a minute for each key')
  await operation.getByRole('link', { name: 'RecordAttempts' }).click()
  await expect(page.getByRole('heading', { name: 'RecordAttempts' })).toBeInViewport()
  await contents.getByRole('link', { name: 'Codes', exact: true }).click()
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'rate_limited' }) })
  await expect(row).toContainText('429')
  await expect(row).toContainText('Retry-After')
})

test('the copied example works as it is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await prefer(context, server, { locale: 'en' })
  await page.goto(`${server.baseUrl}/docs/api`)
  await page.getByRole('button', { name: 'Copy the example for createChannel' }).click()
  const read = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(read).toContain(`curl -X POST "${server.baseUrl}/api/v1/channels"`)
  const command = await read()
  const body = /-d '(.+)'$/s.exec(command)?.[1] ?? ''
  const key = await server.createKey(['--name', 'docs', '--instance'])
  const answer = await page.request.post(/"(http[^"]+)"/.exec(command)?.[1] ?? '', {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    data: body,
  })
  expect(answer.status(), await answer.text()).toBe(201)
})

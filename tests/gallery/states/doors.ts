import { fill, inTurn, press, until } from '../act.ts'
import type { State } from '../state.ts'

/** Before anybody is signed in, and where there is nothing. */
export const DOORS: State[] = [
  { name: 'set-up', path: '{setUp}', place: 'door', signedOut: true, everyWidth: true },
  { name: 'set-up-errors', path: '{setUp}', place: 'door', signedOut: true, act: press('access.setUp') },
  { name: 'sign-in', path: '/sign-in', signedOut: true, everyWidth: true },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    place: 'door',
    signedOut: true,
    act: inTurn(
      fill('access.email', 'sato@example.com'),
      fill('access.password', 'not the password'),
      press('access.signIn'),
      (page) => page.getByRole('alert').filter({ hasText: /./ }).first().waitFor(),
    ),
  },
  { name: 'no-page-signed-out', path: '/set-up?token=guessed', signedOut: true, isNoPage: true },
  { name: 'no-page', path: '/channels/nothing/settings', isNoPage: true },
  { name: 'page-failed', path: '/channels/{broken}/attempts', place: 'broken', isNoPage: true },
  { name: 'all-failed', path: '/docs/api', place: 'down', isNoPage: true },
  { name: 'api-docs', path: '/docs/api' },
  { name: 'api-docs-signed-out', path: '/docs/api', signedOut: true, screenOnly: true },
  { name: 'guide', path: '/guide', everyWidth: true },
  { name: 'guide-of-a-detail', path: '/guide/tls-handshake-failure' },
  { name: 'guide-of-a-cause', path: '/guide/request_timeout' },
  { name: 'guide-of-braze', path: '/guide/braze-400-no-recipients' },
  { name: 'guide-without-page', path: '/guide/nothing', isNoPage: true },
  { name: 'menu-theme', path: '/', screenOnly: true, act: press('common.theme') },
  { name: 'menu-user', path: '/', screenOnly: true, act: press('common.userMenu') },
  {
    name: 'toast',
    path: '/channels/{scratch}/settings',
    screenOnly: true,
    act: inTurn(async (page, t) => {
      const name = page.getByLabel(t('settings.name'))
      // What is saved already cannot be saved again.
      await name.fill(`${(await name.inputValue()).replace(/ \d+$/, '')} ${Date.now() % 100_000}`)
      await page
        .locator('form')
        .filter({ has: name })
        .getByRole('button', { name: t('common.save') })
        .click()
    }, until('common.saved')),
  },
]

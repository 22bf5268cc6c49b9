import { fill, inTurn, press, untilDialog } from '../act.ts'
import type { State } from '../state.ts'

/** A channel's settings; what is changed is changed on `{scratch}`. */
export const SETTINGS: State[] = [
  { name: 'settings', path: '/channels/{line}/settings', everyWidth: true },
  { name: 'settings-new', path: '/channels/{never}/settings' },
  { name: 'settings-braze', path: '/channels/{braze}/settings' },
  { name: 'settings-long-name', path: '/channels/{long}/settings' },
  {
    name: 'settings-url-refused',
    path: '/channels/{scratch}/settings',
    screenOnly: true,
    act: inTurn(fill('settings.url', 'https://169.254.169.254/latest'), press('common.save'), (page) =>
      page.locator('[aria-invalid=true]').first().waitFor(),
    ),
  },
  { name: 'settings-verified', path: '/channels/{line}/settings?verified={verified}' },
  { name: 'settings-verification-failed', path: '/channels/{practice}/settings?verified={refused}' },
  {
    name: 'dialog-webhook-off',
    path: '/channels/{line}/settings',
    screenOnly: true,
    act: inTurn(press('channel.useWebhook', 'switch'), untilDialog),
  },
  {
    name: 'dialog-delete',
    path: '/channels/{line}/settings',
    screenOnly: true,
    act: inTurn(press('settings.deleteOpen'), untilDialog),
  },
  {
    name: 'settings-key-made',
    path: '/channels/{scratch}/settings',
    act: inTurn(fill('keys.name', '送信サーバー'), press('keys.create'), async (page) => {
      const key = (await page.getByRole('status').locator('code').textContent()) ?? ''
      const listed = page.locator('td').filter({ hasText: key.slice(0, 8), visible: true })
      await listed.first().waitFor()
    }),
  },
]

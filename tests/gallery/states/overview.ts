import { fill, inTurn, keys, press, until, untilDialog } from '../act.ts'
import type { State } from '../state.ts'

/** The channels, and what belongs to none: making one, practice, keys. */
export const OVERVIEW: State[] = [
  { name: 'first-run', path: '/', place: 'fresh', everyWidth: true },
  { name: 'overview', path: '/', everyWidth: true },
  { name: 'overview-search', path: '/?q=yoyaku' },
  { name: 'overview-search-nothing', path: '/?q=nothing' },
  { name: 'palette', path: '/', screenOnly: true, act: inTurn(keys('Control+k'), untilDialog) },
  {
    name: 'palette-found',
    path: '/',
    place: 'crowd',
    screenOnly: true,
    act: inTurn(keys('Control+k'), untilDialog, (page) => page.keyboard.type('会員証')),
  },
  {
    name: 'palette-nothing',
    path: '/',
    screenOnly: true,
    act: inTurn(keys('Control+k'), untilDialog, (page) => page.keyboard.type('xyzzy')),
  },
  {
    name: 'palette-failed',
    path: '/',
    screenOnly: true,
    act: inTurn(
      (page) => page.route('**/palette', (route) => route.fulfill({ status: 503 })),
      keys('Control+k'),
      untilDialog,
      until('palette.failed'),
    ),
  },
  { name: 'overview-300-channels', path: '/', place: 'crowd' },
  { name: 'new-channel', path: '/channels/new' },
  {
    name: 'new-channel-braze',
    path: '/channels/new',
    act: (page) => page.getByRole('radio').nth(1).check(),
  },
  {
    name: 'new-channel-errors',
    path: '/channels/new',
    act: inTurn(press('newChannel.create'), until('common.required')),
  },
  {
    name: 'new-channel-made',
    path: '/channels/new',
    place: 'crowd',
    act: inTurn(fill('newChannel.name', '予約受付ボット(夜間)'), press('newChannel.create'), (page) =>
      page.locator('code').first().waitFor(),
    ),
  },
  { name: 'practice', path: '/practice', place: 'fresh' },
  {
    name: 'practice-running',
    path: '/practice',
    place: 'crowd',
    prepare: async ({ crowd }) => {
      await crowd.call('POST', '/api/v1/practice', { name: '練習ボット' })
      return () => crowd.call('DELETE', '/api/v1/practice')
    },
  },
  { name: 'practice-over', path: '/practice' },
  { name: 'keys-none', path: '/keys', place: 'fresh' },
  { name: 'keys', path: '/keys' },
  {
    name: 'key-made',
    path: '/keys',
    place: 'broken',
    act: inTurn(fill('keys.name', '送信サーバー'), press('keys.create'), (page) =>
      page.locator('code').first().waitFor(),
    ),
  },
  {
    name: 'dialog-revoke-key',
    path: '/keys',
    screenOnly: true,
    act: inTurn(press('keys.revokeNamed'), untilDialog),
  },
]

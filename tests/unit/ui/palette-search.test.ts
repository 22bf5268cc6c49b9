import { describe, expect, it } from 'vitest'
import { PALETTE_COMMANDS, type PalettePlaces, paletteIndex } from '@/components/ui/palette-entries.ts'
import { searchPalette } from '@/components/ui/palette-search.ts'

const COMMANDS = {
  copyLink: 'この表示へのリンクをコピー',
  light: 'ライトにする',
  dark: 'ダークにする',
  system: 'システムに合わせる',
  language: 'Englishに切り替える',
  shortcuts: 'キーボードの操作を見る',
  signOut: 'サインアウト',
} satisfies Record<(typeof PALETTE_COMMANDS)[number], string>

const tabs = [
  { path: 'statistics', title: '統計情報' },
  { path: 'attempts', title: '試行' },
  { path: 'settings', title: 'Messaging API設定' },
]
const places: PalettePlaces = {
  channels: [
    { id: 'c1', name: '予約ボット', kind: 'line', url: 'https://bot.yoyaku.example/line/webhook' },
    { id: 'c2', name: 'クーポン配信', kind: 'line', url: null },
    { id: 'c3', name: 'Parcel status', kind: 'line', url: 'https://hooks.hakobi.example/in' },
    { id: 'c4', name: 'Parcel returns', kind: 'braze', url: 'https://rest.fra.braze.example' },
  ],
  tabs: { line: tabs, braze: tabs },
  pages: [
    { href: '/', title: 'チャネル', also: 'overview home' },
    { href: '/docs/api', title: 'API', also: 'docs reference openapi' },
  ],
  guide: [
    { href: '/guide/tls-handshake-failure', title: 'TLS handshake failure', note: 'TLSの握手に失敗した' },
    { href: '/guide/503', title: '503 Service Unavailable', note: '' },
  ],
}
const index = paletteIndex(places, COMMANDS)
const search = (query: string, more: Partial<Parameters<typeof searchPalette>[2]> = {}) =>
  searchPalette(index, query, { hereId: null, recent: [], path: '/', ...more })
const names = (query: string, more?: Parameters<typeof search>[1]) =>
  search(query, more).flatMap(({ entries }) => entries.map(({ name }) => name))

describe('what the palette finds', () => {
  it.each([
    ['a part of the name', '予約', '/channels/c1'],
    ['the other kana', 'くーぽん', '/channels/c2'],
    ['Latin letters for kana', 'kupon', '/channels/c2'],
    ['the host of its URL', 'hakobi', '/channels/c3'],
    ['its whole URL', 'https://bot.yoyaku.example/line/webhook', '/channels/c1'],
    ['its id', 'c4', '/channels/c4'],
    ['its kind', 'braze', '/channels/c4'],
    ['a detail', 'tls', '/guide/tls-handshake-failure'],
    ['what a detail means', '握手', '/guide/tls-handshake-failure'],
    ['a status', '503', '/guide/503'],
    ['the English name of a page', 'overview', '/'],
    ['the English name of a command', 'dark', 'dark'],
    ['a command in Latin letters', 'daku', 'dark'],
  ])('%s', (_, query, name) => {
    expect(names(query)[0]).toBe(name)
  })

  it('a channel and a page of it, in any order; the name of a page alone is no page of every channel', () => {
    expect(names('予約 試行')).toEqual(['/channels/c1/attempts'])
    expect(names('settings parcel')).toEqual(['/channels/c3/settings', '/channels/c4/settings'])
    expect(names('試行')).toEqual([])
    expect(names('試行', { hereId: 'c1' })).toEqual(['/channels/c1/attempts'])
  })

  it('few channels bring their pages along, many do not', () => {
    expect(names('予約')).toEqual([
      '/channels/c1',
      '/channels/c1/statistics',
      '/channels/c1/attempts',
      '/channels/c1/settings',
    ])
    const many = Array.from({ length: 40 }, (_, no) => ({
      id: `m${no}`,
      name: `店舗 ${no}`,
      kind: 'line' as const,
      url: null,
    }))
    const [group] = searchPalette(paletteIndex({ ...places, channels: many }, COMMANDS), '店舗', {
      hereId: null,
      recent: ['/channels/m7'],
      path: '/',
    })
    expect(group).toMatchObject({ group: 'channels', more: 16 })
    expect(group?.entries[0]?.name).toBe('/channels/m7')
    expect(group?.entries.every(({ name }) => !name.endsWith('/attempts'))).toBe(true)
  })

  it('what begins with the word comes before what only holds it', () => {
    expect(names('status')[0]).toBe('/channels/c3')
    expect(names('parcel s')[0]).toBe('/channels/c3')
  })

  it('nothing where nothing fits', () => {
    expect(search('zzz')).toEqual([])
  })

  it('without a query: what was opened before, the pages of this channel, other channels, pages, commands', () => {
    const groups = search('', {
      hereId: 'c1',
      recent: ['/channels/c1', '/guide/503', '/channels/c3', '/channels/gone'],
      path: '/channels/c1/attempts',
    })
    expect(groups.map(({ group }) => group)).toEqual(['recent', 'here', 'channels', 'pages', 'commands'])
    expect(groups[0]?.entries.map(({ name }) => name)).toEqual(['/guide/503', '/channels/c3'])
    expect(groups[2]?.entries.map(({ name }) => name)).toEqual(['/channels/c2', '/channels/c4'])
    expect(groups[4]?.entries).toHaveLength(PALETTE_COMMANDS.length)
  })

  it('is quick with 300 channels', () => {
    const channels = Array.from({ length: 300 }, (_, no) => ({
      id: `channel-${no}`,
      name: `チャネル ${no} 予約`,
      kind: 'line' as const,
      url: `https://bot-${no}.example/webhook`,
    }))
    const big = paletteIndex({ ...places, channels }, COMMANDS)
    const began = performance.now()
    for (const query of ['y', 'yo', 'yoy', 'yoyaku', '予約 297', 'bot-12 設定', 'ちゃねる']) {
      searchPalette(big, query, { hereId: 'channel-5', recent: [], path: '/' })
    }
    // 7 searches; a frame each would be 116 ms.
    expect(performance.now() - began).toBeLessThan(116 * 4)
  })
})

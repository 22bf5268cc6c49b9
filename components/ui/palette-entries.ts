import type { ChannelKind } from '@/lib/domain/channel.ts'
import { type Searchable, searchable } from '@/lib/domain/search-text.ts'

/** What the server knows to be reached, in the reader's language; `also` is more that it is found by. */
export type PalettePlaces = {
  channels: { id: string; name: string; kind: ChannelKind; url: string | null }[]
  /** `path` follows the channel's own. */
  tabs: Record<ChannelKind, { path: string; title: string }[]>
  pages: { href: string; title: string; also: string }[]
  guide: { href: string; title: string; note: string }[]
}

export const PALETTE_COMMANDS = ['copyLink', 'light', 'dark', 'system', 'language', 'shortcuts', 'signOut'] as const
export type PaletteCommand = (typeof PALETTE_COMMANDS)[number]

export type PaletteGroup = 'found' | 'recent' | 'here' | 'channels' | 'pages' | 'guide' | 'commands'

/** `name` stays the same between visits: an address without its view, or a command. */
export type Entry = {
  name: string
  group: PaletteGroup
  title: string
  note: string
  to: { href: string } | { command: PaletteCommand }
  inTitle: Searchable
  inAll: Searchable
}

/** `names`: what it is called besides its title; `more`: what else it is found by. */
export function entry(
  base: Pick<Entry, 'name' | 'group' | 'title' | 'note' | 'to'>,
  { names = '', more = '' }: { names?: string; more?: string } = {},
): Entry {
  const inTitle = searchable(`${base.title} ${names}`.trim())
  return { ...base, inTitle, inAll: searchable(`${base.title} ${names} ${base.note} ${more}`) }
}

export type PaletteChannel = { channel: Entry; id: string; tabs: Entry[] }
export type PaletteIndex = { channels: PaletteChannel[]; others: Entry[] }

/** Everything that can be reached, prepared once for many searches. */
export function paletteIndex(places: PalettePlaces, commands: Readonly<Record<PaletteCommand, string>>): PaletteIndex {
  const channels = places.channels.map(({ id, name, kind, url }) => {
    const path = `/channels/${id}`
    const more = `${id} ${url ?? ''} ${kind}`
    const channel = { name: path, group: 'channels', title: name, to: { href: `${path}/statistics` } } as const
    const tabs = places.tabs[kind].map((tab) => {
      const href = `${path}/${tab.path}`
      const base = { name: href, group: 'channels', title: tab.title, note: name, to: { href } } as const
      return entry(base, { names: tab.path, more })
    })
    return { id, channel: entry({ ...channel, note: url?.replace(/^https?:\/\//, '') ?? '' }, { more }), tabs }
  })
  const pages = places.pages.map(({ href, title, also }) =>
    entry({ name: href, group: 'pages', title, note: '', to: { href } }, { names: also }),
  )
  const guide = places.guide.map(({ href, title, note }) =>
    entry({ name: href, group: 'guide', title, note, to: { href } }),
  )
  const doings = PALETTE_COMMANDS.map((command) => {
    const base = { name: command, group: 'commands', title: commands[command], note: '', to: { command } } as const
    return entry(base, { names: command })
  })
  return { channels, others: [...pages, ...guide, ...doings] }
}

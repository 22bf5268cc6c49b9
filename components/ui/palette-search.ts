import { matchRank, type Searchable, searchWords } from '@/lib/domain/search-text.ts'
import type { Entry, PaletteGroup, PaletteIndex } from './palette-entries.ts'

const RECENT_SHOWN = 5
const CHANNELS_AT_FIRST = 8
const SHOWN_OF_A_GROUP = 24
/** So few channels bring their pages along. */
const WITH_PAGES = 2

export type PaletteGroups = { group: PaletteGroup; entries: Entry[]; more: number }[]

/**
 * What fits a query, in groups, the best first; without one what one is likely to want.
 * `hereId` the channel of the page, `recent` names of what was opened before, the latest first.
 */
export function searchPalette(
  { channels, others }: PaletteIndex,
  query: string,
  { hereId, recent, path }: { hereId: string | null; recent: readonly string[]; path: string },
): PaletteGroups {
  const words = searchWords(query)
  const here = channels.find(({ id }) => id === hereId)
  const ofHere = (tab: Entry): Entry => ({ ...tab, group: 'here', note: '' })
  if (words.length === 0) {
    const known = [...channels.map(({ channel }) => channel), ...others]
    const before = recent
      .filter((name) => name !== here?.channel.name && name !== path)
      .flatMap((name) => known.filter((one) => one.name === name))
      .slice(0, RECENT_SHOWN)
    const rest = channels.map(({ channel }) => channel).filter((one) => one !== here?.channel && !before.includes(one))
    return grouped([
      ...before.map((one): Entry => ({ ...one, group: 'recent' })),
      ...(here?.tabs ?? []).map(ofHere),
      ...rest.slice(0, CHANNELS_AT_FIRST),
      ...others.filter(({ group }) => group !== 'guide'),
    ])
  }

  const scored = others.map((one) => ({ one, score: scoreOf(one, words) }))
  const ofChannels = channels.map((place) => ({ ...place, score: scoreOf(place.channel, words) }))
  const bringsPages = ofChannels.filter(({ score }) => score > 0).length <= WITH_PAGES
  for (const { id, channel, tabs, score } of ofChannels) {
    scored.push({ one: channel, score })
    const isNamed = id === hereId || words.some((word) => matchRank(channel.inAll, word) > 0)
    if (!isNamed) continue
    for (const tab of tabs) {
      const asked = words.some((word) => matchRank(tab.inTitle, word) > 0) ? scoreOf(tab, words) : 0
      const brought = bringsPages && score > 0 ? score - 0.5 : 0
      scored.push({ one: id === hereId ? ofHere(tab) : tab, score: Math.max(asked, brought) })
    }
  }
  const rankOf = ({ name }: Entry) => (recent.includes(name) ? recent.indexOf(name) : recent.length)
  const fitting = scored.filter(({ score }) => score > 0)
  fitting.sort((a, b) => b.score - a.score || rankOf(a.one) - rankOf(b.one))
  return grouped(fitting.map(({ one }) => one))
}

/** A word in the title counts twice; every word must be somewhere. */
function scoreOf({ inTitle, inAll }: Entry, words: readonly Searchable[]): number {
  let score = 0
  for (const word of words) {
    const rank = Math.max(2 * matchRank(inTitle, word), matchRank(inAll, word))
    if (rank === 0) return 0
    score += rank
  }
  return score
}

/** In the order in which groups come up first, each cut where it becomes a list to read. */
function grouped(entries: readonly Entry[]): PaletteGroups {
  const groups = [...new Set(entries.map(({ group }) => group))]
  return groups.map((group) => {
    const all = entries.filter((one) => one.group === group)
    return { group, entries: all.slice(0, SHOWN_OF_A_GROUP), more: Math.max(0, all.length - SHOWN_OF_A_GROUP) }
  })
}

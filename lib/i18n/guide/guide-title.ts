import { type GuideKey, type GuideTopic, guideKeyOf, isGuideTopic } from '@/lib/domain/guide.ts'
import type { Locale } from '../locales.ts'
import { statusName } from '../status-names.ts'
import { guideOf } from './guide.ts'

/** The name of an entry: LINE's words for a cause and a label, the number and its name for a status. */
export function entryTitle(key: GuideKey, locale: Locale): string {
  const { words } = guideOf(locale)
  if (key === '3xx' || key === '4xx' || key === '5xx' || key === 'other') return words.statusTitles[key]
  return [key, statusName(Number(key))].filter(Boolean).join(' ')
}

/** The title of the page at `slug`, or null when there is none. */
export function guideTitle(slug: string, locale: Locale): string | null {
  const key: GuideKey | GuideTopic | null = guideKeyOf(slug)
  if (key === null) return null
  return isGuideTopic(key) ? guideOf(locale).topics[key].title : entryTitle(key, locale)
}

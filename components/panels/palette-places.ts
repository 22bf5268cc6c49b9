import { getTranslations } from 'next-intl/server'
import type { PalettePlaces } from '@/components/ui/palette-entries.ts'
import { type ChannelView, destinationUrlOf } from '@/lib/domain/channel.ts'
import { GUIDE_BRAZE, GUIDE_STATUSES, GUIDE_TOPICS, guideSlug, LINE_TIMEOUT_MS } from '@/lib/domain/guide.ts'
import { CAUSES, LABELS } from '@/lib/domain/taxonomy.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { entryTitle } from '@/lib/i18n/guide/guide-title.ts'
import type { Locale } from '@/lib/i18n/locales.ts'
import { detailGloss } from './detail-gloss.ts'

/** What the palette can reach, in the reader's language: these channels and their pages, the other pages, the guide. */
export async function palettePlaces(channels: readonly ChannelView[], locale: Locale): Promise<PalettePlaces> {
  const t = await getTranslations({ locale })
  const { words, topics, brazeMeanings } = guideOf(locale)
  const causes = await getTranslations({ locale, namespace: 'causes' })
  const glossOf = await detailGloss(LINE_TIMEOUT_MS)
  const at = (slug: string) => `/guide/${slug}`
  const tabsOf = (settings: string) => [
    { path: 'statistics', title: t('channel.statistics') },
    { path: 'webhook-errors', title: t('webhookErrors.title') },
    { path: 'deliveries', title: t('channel.deliveries') },
    { path: 'attempts', title: t('channel.attempts') },
    { path: 'sends', title: t('channel.sends') },
    { path: 'settings', title: settings },
  ]
  const settings = { line: t('channel.settings'), braze: t('channel.brazeSettings') }
  return {
    channels: channels.map((channel) => {
      const { id, name, kind } = channel
      return { id, name, kind, url: destinationUrlOf(channel) }
    }),
    tabs: { line: tabsOf(settings.line), braze: tabsOf(settings.braze) },
    pages: [
      { href: '/', title: t('common.channels'), also: 'overview home' },
      { href: '/channels/new', title: t('overview.newChannel'), also: 'new channel' },
      { href: '/practice', title: t('common.practice'), also: 'practice' },
      { href: '/keys', title: t('common.keys'), also: 'keys' },
      { href: '/guide', title: words.title, also: 'guide' },
      { href: '/docs/api', title: t('apiDocs.title'), also: 'docs reference openapi' },
    ],
    guide: [
      ...CAUSES.map((cause) => ({ href: at(guideSlug(cause)), title: cause, note: causes(cause) })),
      ...Object.values(LABELS)
        .flat()
        .map((label) => ({ href: at(guideSlug(label)), title: label, note: glossOf(label) })),
      ...GUIDE_STATUSES.map((status) => ({ href: at(guideSlug(status)), title: entryTitle(status, locale), note: '' })),
      ...GUIDE_BRAZE.map((name) => ({ href: at(guideSlug(name)), title: name, note: brazeMeanings[name] })),
      ...GUIDE_TOPICS.map((topic) => ({ href: at(guideSlug(topic)), title: topics[topic].title, note: '' })),
    ],
  }
}

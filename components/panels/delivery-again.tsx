import { getLocale, getTranslations } from 'next-intl/server'
import { RedeliverOne } from '@/components/forms/redeliver-one.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import type { Processed } from '@/lib/domain/taxonomy.ts'
import { formatSpan } from '@/lib/i18n/format-time.ts'

/** A reply token ends 20 minutes after the event at the latest (LINE). */
const TOKEN_LIFE_MS = 20 * 60 * 1000

const WORDS = {
  line: { no: 'processedNo', maybe: 'processedMaybe', yes: 'processedYes' },
  braze: { no: 'processedNoBraze', maybe: 'processedMaybeBraze', yes: 'processedYesBraze' },
} as const

/** What sending a delivery once more would mean, and the button that does it. */
export async function DeliveryAgain({
  delivery: { id, state, source, createdAtMs },
  kind,
  processed,
  hasBody,
  nowMs,
}: {
  delivery: DeliveryView
  kind: ChannelKind
  /** May the bot have processed it already? */
  processed: Processed
  hasBody: boolean
  nowMs: number
}) {
  const t = await getTranslations('delivery')
  const locale = await getLocale()
  if (source === 'practice') return <p className="text-ink-2 text-sm">{t('practiceSay')}</p>
  if (!hasBody) return <p className="text-ink-2 text-sm">{t('bodyGone')}</p>
  const ageMs = nowMs - createdAtMs
  const meaning = (
    <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-[22px] marker:text-ink-3">
      <li>{t(WORDS[kind][processed])}</li>
      {kind === 'braze' ? null : (
        <li>{ageMs < TOKEN_LIFE_MS ? t('tokenAlive') : t('tokenOld', { span: formatSpan(ageMs, locale) })}</li>
      )}
    </ul>
  )
  return (
    <div className="grid gap-3 text-ink-2">
      {meaning}
      {state === 'pending' ? (
        <p className="text-sm">{t('pendingSay')}</p>
      ) : (
        <div>
          <RedeliverOne deliveryId={id}>{meaning}</RedeliverOne>
        </div>
      )}
    </div>
  )
}

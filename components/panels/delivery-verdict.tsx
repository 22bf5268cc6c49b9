import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import { guideHref } from '@/lib/domain/guide.ts'
import { causeOfReason, isSkipReason } from './delivery-state.tsx'

const LOOK = {
  delivered: { icon: 'good', tone: 'text-ok' },
  pending: { icon: 'watch', tone: 'text-ink-2' },
  failed: { icon: 'alert', tone: 'text-alert' },
  skipped: { icon: 'off', tone: 'text-ink-2' },
} as const

/** What became of a delivery as one sentence, read out when it changes; below it why. */
export async function DeliveryVerdict({
  delivery: { state, reason, attempts, isBeingSent, path },
  suspended,
}: {
  delivery: DeliveryView
  /** Whether sending to its channel is suspended. */
  suspended: boolean
}) {
  const t = await getTranslations('delivery')
  const cause = reason === null ? null : causeOfReason(reason)
  const words = () => {
    switch (state) {
      case 'delivered':
        if (path !== null) return attempts > 1 ? t('acceptedLater', { attempts }) : t('acceptedFirst')
        return attempts > 1 ? t('arrivedLater', { attempts }) : t('arrivedFirst')
      case 'failed':
        if (path !== null) return attempts > 1 ? t('notAcceptedAll', { attempts }) : t('notAcceptedOnce')
        if (cause === 'error_status_code') return attempts > 1 ? t('errorAll', { attempts }) : t('errorOnce')
        return attempts > 1 ? t('failedAll', { attempts }) : t('failedOnce')
      case 'skipped':
        if (reason === 'fault') return t('notRecorded')
        return attempts > 0 ? t('skippedAfter', { attempts }) : t('skipped')
      case 'pending':
        if (isBeingSent) return t('sending')
        if (reason === null) return attempts > 0 ? t('queuedAgain') : t('waiting')
        return t('waitingAgain', { attempts })
      default:
        return state satisfies never
    }
  }
  const { icon, tone } = LOOK[state]
  return (
    <>
      <p className="flex gap-2 font-semibold text-lg">
        <span className={`mt-1 ${tone}`}>
          <Icon name={icon} />
        </span>
        <span role="status">{words()}</span>
      </p>
      <div className="mt-1 grid gap-1 pl-6 text-ink-2 text-sm">
        {reason === null || state === 'delivered' ? null : isSkipReason(reason) ? (
          <p>{t(`skipSays.${reason}`)}</p>
        ) : (
          <p className="flex items-center gap-2">
            {cause === null ? null : <Swatch cause={cause} />}
            <TextLink href={guideHref(reason)}>{reason}</TextLink>
            {cause === null ? null : <span className="text-ink-3">{cause}</span>}
          </p>
        )}
        {state === 'pending' && suspended ? <p>{t('suspendedSay')}</p> : null}
      </div>
    </>
  )
}

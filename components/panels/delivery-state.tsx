import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { Swatch } from '@/components/ui/swatch.tsx'
import { type DeliveryView, SKIP_REASONS, type SkipReason } from '@/lib/domain/delivery.ts'
import { causeAndDetail, reasonOfDetail } from '@/lib/domain/reasons.ts'
import type { Cause } from '@/lib/domain/taxonomy.ts'

export function isSkipReason(reason: string): reason is SkipReason {
  return (SKIP_REASONS as readonly string[]).includes(reason)
}

/** The cause that a detail of an attempt stands under; null for why something was skipped. */
export function causeOfReason(reason: string): Cause | null {
  const number = reasonOfDetail(reason)
  return number === null ? null : (causeAndDetail(number)?.cause ?? null)
}

/** A reason in the reader's words: details stay as LINE names them. */
export async function reasonWords(): Promise<(reason: string) => string> {
  const t = await getTranslations('deliveries')
  return (reason) => (isSkipReason(reason) ? t(`skips.${reason}`) : reason)
}

/** Before the words of a state: hue only where something failed or arrived. */
export function StateMark({ delivery: { state, reason } }: { delivery: Pick<DeliveryView, 'state' | 'reason'> }) {
  const cause = state === 'failed' && reason !== null ? causeOfReason(reason) : null
  if (cause !== null) return <Swatch cause={cause} className="justify-self-center" />
  const look = {
    delivered: { icon: 'check', tone: 'text-ok' },
    pending: { icon: 'watch', tone: 'text-ink-3' },
    failed: { icon: 'x', tone: 'text-alert' },
    skipped: { icon: 'minus', tone: 'text-ink-3' },
  } as const
  return (
    <span className={look[state].tone}>
      <Icon name={look[state].icon} />
    </span>
  )
}

/** What has become of a delivery, in a few words: the state, and where it has one its reason. */
export async function StateWords({ delivery }: { delivery: DeliveryView }): Promise<ReactNode> {
  const t = await getTranslations('deliveries')
  const words = await reasonWords()
  const { state, reason, isBeingSent, path } = delivery
  // Only Braze has paths, and it only accepts.
  if (state === 'delivered') return path === null ? t('states.delivered') : t('acceptedByBraze')
  if (state === 'failed' && reason !== null) {
    return (
      <>
        <b>{words(reason)}</b>
        <span className="sr-only"> ({t('states.failed')})</span>
      </>
    )
  }
  const name = isBeingSent ? t('beingSent') : t(`states.${state}`)
  return (
    <>
      {state === 'skipped' ? <b>{name}</b> : name}
      {reason === null ? null : (
        <>
          {' '}
          <span className="inline-block text-ink-3">{words(reason)}</span>
        </>
      )}
    </>
  )
}

import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { CAUSE_BACKGROUND } from '@/components/ui/swatch.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { DeliveryView } from '@/lib/domain/delivery.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { formatDay, formatMillisecond, formatSecond, formatSpan } from '@/lib/i18n/format-time.ts'
import { statusName } from '@/lib/i18n/status-names.ts'
import { isSkipReason } from './delivery-state.tsx'

const GRID = 'grid grid-cols-[88px_16px_minmax(0,1fr)] gap-x-3'

/** A point of the line; `planned`: it has not happened. */
function Point({
  time,
  mark,
  last = false,
  planned = false,
  children,
}: {
  time: ReactNode
  mark: ReactNode
  last?: boolean
  planned?: boolean
  children: ReactNode
}) {
  const line = planned ? 'border-dashed' : 'border-solid'
  return (
    <li className={`${GRID} min-h-8 items-start`}>
      <span className="whitespace-nowrap pt-1.5 text-ink-2">{time}</span>
      <span className="relative grid h-full justify-items-center">
        <span className={`absolute top-0 h-2.5 border-line-2 border-l first-of-type:hidden ${line}`} />
        {last ? null : <span className="absolute top-6 bottom-0 border-line-2 border-l" />}
        <span className="mt-2 grid size-4 place-items-center">{mark}</span>
      </span>
      <span className="py-1.5">{children}</span>
    </li>
  )
}

/** What lies between two points. */
function Gap({ planned = false, children }: { planned?: boolean; children: ReactNode }) {
  return (
    <li className={`${GRID} text-ink-3 text-xs`}>
      <span />
      <span className="grid justify-items-center">
        <span className={`h-full border-line-2 border-l ${planned ? 'border-dashed' : ''}`} />
      </span>
      <span className="py-1">{children}</span>
    </li>
  )
}

/** Under this a wait says nothing. */
const AT_ONCE_MS = 1_000

/** A delivery from its acceptance to its end, with what lay between, or to what is planned. */
export async function DeliveryTimeline({
  delivery,
  attempts,
  channel,
  suspended,
  zone,
  nowMs,
}: {
  delivery: DeliveryView
  /** Oldest first. */
  attempts: readonly AttemptSummary[]
  channel: ChannelView
  suspended: boolean
  zone: string
  nowMs: number
}) {
  const t = await getTranslations('delivery')
  const locale = await getLocale()
  const { state, reason, createdAtMs, endedAtMs, nextAttemptAtMs, isBeingSent, source } = delivery
  const dayOf = (ms: number) => formatDay(ms, zone, locale)
  const time = (ms: number) => (
    <time dateTime={new Date(ms).toISOString()}>
      {formatSecond(ms, zone)}
      <span className="text-ink-3">{formatMillisecond(ms)}</span>
    </time>
  )
  /** The day, where it is another than that of the point before. */
  const day = (ms: number, beforeMs: number | null) =>
    beforeMs === null || dayOf(ms) !== dayOf(beforeMs) ? (
      <li className={`${GRID} text-ink-3 text-xs`}>
        <span className="py-1">{dayOf(ms)}</span>
        <span className="grid justify-items-center">
          {beforeMs === null ? null : <span className="h-full border-line-2 border-l" />}
        </span>
      </li>
    ) : null
  const lastEndMs = attempts.reduce(
    (ms, attempt) => Math.max(ms, attempt.startedAtMs + attempt.durationMs),
    createdAtMs,
  )
  const notShown = Math.max(0, delivery.attempts - attempts.length)
  const pending = state === 'pending'
  const skipped = state === 'skipped' && reason !== null && isSkipReason(reason)
  const ended = state === 'failed' || skipped
  return (
    <ol className="text-sm">
      {day(createdAtMs, null)}
      <Point time={time(createdAtMs)} mark={<Dot />} last={attempts.length === 0 && !pending && !ended}>
        <b>{t('accepted')}</b> <span className="text-ink-3">{t(`acceptedFrom.${source}`)}</span>
      </Point>
      {attempts.map((attempt, index) => {
        const before = attempts[index - 1]
        const fromMs = before === undefined ? createdAtMs : before.startedAtMs + before.durationMs
        const waitedMs = attempt.startedAtMs - fromMs
        return (
          <AttemptPoint
            ofBraze={delivery.path !== null}
            key={attempt.id}
            attempt={attempt}
            n={notShown + index + 1}
            gap={index === 0 && waitedMs < AT_ONCE_MS ? t('gapNone') : t('gap', { span: formatSpan(waitedMs, locale) })}
            time={time(attempt.startedAtMs)}
            day={day(attempt.startedAtMs, before?.startedAtMs ?? createdAtMs)}
            href={`/channels/${channel.id}/attempts?attempt=${encodeURIComponent(attempt.id)}`}
            last={index === attempts.length - 1 && !pending && !ended}
          />
        )
      })}
      {pending ? (
        isBeingSent ? (
          <Point time="" mark={<Icon name="watch" className="text-ink-2" />} last planned>
            {t('onTheWire')}
          </Point>
        ) : suspended ? (
          <Gap planned>{t('nextSuspended')}</Gap>
        ) : nextAttemptAtMs === null ? null : (
          <>
            <Gap planned>
              {nextAttemptAtMs - nowMs < AT_ONCE_MS
                ? t('nextSoon')
                : t('nextIn', { span: formatSpan(nextAttemptAtMs - nowMs, locale) })}
            </Gap>
            {day(nextAttemptAtMs, lastEndMs)}
            <Point time={time(nextAttemptAtMs)} mark={<Dot hollow />} last planned>
              {t('next')}
            </Point>
          </>
        )
      ) : ended ? (
        <Point
          time={endedAtMs === null ? '' : time(endedAtMs)}
          mark={<Icon name={skipped ? 'minus' : 'x'} className={skipped ? 'text-ink-3' : 'text-alert'} />}
          last
        >
          <b>{skipped ? t('endSkipped') : channel.redelivery ? t('endFailed') : t('endFailedOff')}</b>
        </Point>
      ) : null}
    </ol>
  )
}

function Dot({ hollow = false }: { hollow?: boolean }) {
  return <i className={`size-2 rounded-full ${hollow ? 'border border-ink-3' : 'bg-ink-3'}`} />
}

async function AttemptPoint({
  attempt: { outcome, durationMs },
  ofBraze,
  n,
  gap,
  day,
  time,
  href,
  last,
}: {
  attempt: AttemptSummary
  ofBraze: boolean
  n: number
  gap: string
  day: ReactNode
  time: ReactNode
  href: string
  last: boolean
}) {
  const t = await getTranslations('delivery')
  const { cause, detail, status } = outcome
  const name = status !== null && detail === String(status) ? statusName(status) : null
  return (
    <>
      <Gap>{gap}</Gap>
      {day}
      <Point
        time={time}
        mark={
          cause === null ? (
            <Icon name="check" className="text-ok" />
          ) : (
            <i data-cause={cause} className={`swatch size-2.5 rounded-[2px] ${CAUSE_BACKGROUND[cause]}`} />
          )
        }
        last={last}
      >
        <span className="flex flex-wrap items-baseline gap-x-2">
          <TextLink href={href} aria-label={t('toAttempt', { n })}>
            {t('attemptNo', { n })}
          </TextLink>
          {cause === null ? (
            <span>
              {t(ofBraze ? 'acceptedByBraze' : 'arrived')} <span className="text-ink-3">{status}</span>
            </span>
          ) : (
            <span>
              <b>
                {detail}
                {name === null ? '' : ` ${name}`}
              </b>
              <span className="sr-only"> ({cause})</span>
            </span>
          )}
          <span className="text-ink-3">{formatMs(durationMs)} ms</span>
        </span>
      </Point>
    </>
  )
}

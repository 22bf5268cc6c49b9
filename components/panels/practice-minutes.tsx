import { getTranslations } from 'next-intl/server'
import { CAUSE_BACKGROUND } from '@/components/ui/swatch.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { formatMinute } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { errorTimeline } from '@/lib/reports/error-timeline.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

const MINUTE_MS = 60_000
const MINUTES = 12

/** The smallest of 5, 10, 20, 50, 100, … that holds the highest bar. */
function topOf(highest: number): number {
  for (let ten = 1; ; ten *= 10) {
    const top = [5, 10, 20].map((step) => step * ten).find((step) => step >= highest)
    if (top !== undefined) return top
  }
}

/** Errors of every minute around the run, stacked by cause: the same numbers as under Statistics, seen as they come. */
export async function PracticeMinutes({
  ctx,
  actor,
  channelId,
  startedAtMs,
}: {
  ctx: ReportContext
  actor: Actor
  channelId: string
  startedAtMs: number
}) {
  const t = await getTranslations('practice')
  const channel = await findChannel(ctx, actor, channelId)
  const lastMs = Math.floor(Math.min(ctx.now(), startedAtMs + 4 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS
  const { series } = await errorTimeline(ctx, channel, {
    fromMs: lastMs - (MINUTES - 1) * MINUTE_MS,
    toMs: lastMs + MINUTE_MS,
    bucket: '1m',
  })
  const top = topOf(Math.max(1, ...series.map(({ errors }) => errors ?? 0)))
  // From the left: before its first run there was no channel, and later it may have been switched off for a while.
  const countOf = (first: number) => (first < 0 ? series.length : first)
  const counted = countOf(series.findIndex(({ aggregation }) => aggregation !== 'off'))
  const before = Math.min(
    counted,
    countOf(series.findIndex(({ startMs }) => startMs + MINUTE_MS > channel.createdAtMs)),
  )
  return (
    <figure className="px-4 pb-3 md:px-6">
      <figcaption className="mb-2 text-ink-3 text-xs">{t('chart')}</figcaption>
      <div className="grid grid-cols-[auto_1fr] gap-x-2">
        <div
          aria-hidden="true"
          className="flex h-36 flex-col justify-between text-right text-ink-3 text-xs leading-none"
        >
          <span>{top}</span>
          <span>0</span>
        </div>
        <ol className="relative flex h-36 items-end border-y border-t-line border-b-line-2">
          {before === counted ? null : (
            <li
              className="hatched absolute inset-y-0 grid place-content-center"
              style={{
                left: `${(100 * before) / series.length}%`,
                width: `${(100 * (counted - before)) / series.length}%`,
              }}
            >
              <span className="bg-surface px-2 py-1 font-semibold text-ink-2 text-xs">{t('off')}</span>
            </li>
          )}
          {series.map(({ startMs, attempts, errors, byCause }, index) => (
            <li key={startMs} className="flex h-full flex-1 flex-col-reverse items-center gap-px">
              <span className="sr-only">
                {attempts === null
                  ? `${formatMinute(startMs, channel.timezone)} ${t(index < before ? 'before' : 'off')}`
                  : t('chartSay', {
                      time: formatMinute(startMs, channel.timezone),
                      errors: errors ?? 0,
                      attempts: attempts ?? 0,
                    })}
              </span>
              {CAUSES.map((cause) =>
                byCause[cause] ? (
                  <span
                    key={cause}
                    aria-hidden="true"
                    className={`w-full max-w-7 flex-none ${CAUSE_BACKGROUND[cause]}`}
                    style={{ height: `${(100 * (byCause[cause] ?? 0)) / top}%` }}
                  />
                ) : null,
              )}
            </li>
          ))}
        </ol>
        <span />
        <div aria-hidden="true" className="flex pt-1 text-ink-3 text-xs">
          {series.map(({ startMs }, index) => (
            <span key={startMs} className="flex-1 text-center">
              {index % 3 === 2 ? formatMinute(startMs, channel.timezone) : ''}
            </span>
          ))}
        </div>
      </div>
    </figure>
  )
}

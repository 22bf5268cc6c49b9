import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { CAUSE_BACKGROUND } from '@/components/ui/swatch.tsx'
import { stepsOf } from '@/lib/domain/attempt-steps.ts'
import { formatCount, formatMs } from '@/lib/i18n/format-number.ts'
import type { AttemptDetail } from '@/lib/reports/attempt-detail.ts'

/** A round number of milliseconds that holds all of it. */
function scaleOf(totalMs: number): number {
  const ten = 10 ** Math.floor(Math.log10(Math.max(1, totalMs)))
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * ten).find((full) => full >= totalMs) ?? 10 * ten
}

/** The phases as a waterfall on one scale of time; where it stopped ends in ×, what was not reached says so. */
export async function AttemptWay({ attempt, timeoutMs }: { attempt: AttemptDetail; timeoutMs: number }) {
  const t = await getTranslations('attempt')
  const phases = await getTranslations('phases')
  const { outcome, error } = attempt
  const steps = stepsOf(attempt)
  const timed = steps.some(({ ms }) => ms !== null)
  const stop = steps.find(({ state }) => state === 'stopped')
  const untimed = Math.max(0, attempt.durationMs - steps.reduce((sum, { ms }) => sum + (ms ?? 0), 0))
  const limited = outcome.cause === 'request_timeout'
  const sentAtMs = steps.slice(0, 4).reduce((sum, { ms }) => sum + (ms ?? 0), 0)
  const fullMs = scaleOf(Math.max(attempt.durationMs, limited ? sentAtMs + timeoutMs : 0))
  const percent = (ms: number) => `${Math.min(100, (100 * ms) / fullMs).toFixed(2)}%`
  let elapsedMs = 0
  return (
    <>
      {timed ? (
        <ol className="relative text-sm">
          <li aria-hidden="true" className="grid h-5 grid-cols-[68px_1fr_80px] items-center gap-x-3 text-ink-3 text-xs">
            <span />
            <span className="flex justify-between">
              <span>0</span>
              <span>{formatCount(fullMs)} ms</span>
            </span>
          </li>
          {steps
            .filter(({ step }) => step !== 'url')
            .map(({ step, state, ms }) => {
              const stopped = state === 'stopped'
              const tookMs = ms ?? (stopped ? untimed : null)
              const fromMs = elapsedMs
              elapsedMs += tookMs ?? 0
              return (
                <li key={step} className="grid h-7 grid-cols-[68px_1fr_80px] items-center gap-x-3">
                  <span className={state === 'unreached' ? 'text-ink-3' : ''}>{phases(step)}</span>
                  <span className="relative flex h-7 items-center border-line border-x">
                    {state === 'unreached' || state === 'skipped' ? (
                      <span className="truncate pl-2 text-ink-3 text-xs">
                        {t(state === 'unreached' ? 'unreached' : attempt.reusedConnection ? 'reused' : 'notEncrypted')}
                      </span>
                    ) : tookMs === null ? (
                      step === 'request' ? (
                        <span className="pl-2 text-ink-3 text-xs">{t('sent')}</span>
                      ) : null
                    ) : (
                      <>
                        <span
                          className={`absolute top-2 h-3 min-w-0.5 rounded-[2px] ${stopped && outcome.cause ? CAUSE_BACKGROUND[outcome.cause] : 'bg-ink-3'}`}
                          style={{ left: percent(fromMs), width: percent(tookMs) }}
                        />
                        {stopped ? (
                          <span
                            className="absolute top-1.5 ml-0.5 text-alert"
                            style={{ left: percent(fromMs + tookMs) }}
                          >
                            <Icon name="x" />
                          </span>
                        ) : null}
                      </>
                    )}
                    {limited ? (
                      <span
                        className="absolute inset-y-0 border-ink-2 border-l border-dashed"
                        style={{ left: percent(sentAtMs + timeoutMs) }}
                      />
                    ) : null}
                  </span>
                  <span className="whitespace-nowrap text-right">
                    {tookMs === null ? '' : `${formatMs(tookMs)} ms`}
                  </span>
                </li>
              )
            })}
        </ol>
      ) : (
        <p className="text-ink-2 text-sm">{t('noPhases')}</p>
      )}
      {stop === undefined ? null : (
        <p className="mt-2 grid grid-cols-[16px_1fr] gap-2 text-sm">
          <span className="mt-0.5 text-alert">
            <Icon name="x" />
          </span>
          <span>
            <b>{phases(stop.step)}</b>{' '}
            {error === null && outcome.status !== null ? t('stoppedStatus', { status: outcome.status }) : t('stopped')}
            {limited ? ` ${t('limit', { limit: formatCount(timeoutMs) })}` : ''}
          </span>
        </p>
      )}
      <p className={`mt-1 text-ink-3 text-xs [overflow-wrap:anywhere] ${stop === undefined ? '' : 'pl-6'}`}>
        {[
          attempt.remoteAddress,
          attempt.tlsVersion?.replace('TLSv', 'TLS '),
          attempt.protocol === 'h2' ? 'HTTP/2' : attempt.protocol?.toUpperCase(),
        ]
          .filter(Boolean)
          .join(' · ')}
        {error === null ? null : (
          <>
            {attempt.remoteAddress === null ? '' : ' · '}
            <span className="font-mono">{error.code}</span>
          </>
        )}
      </p>
    </>
  )
}

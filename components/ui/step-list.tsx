import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { StepRow } from '@/lib/domain/step-rows.ts'
import { formatMs } from '@/lib/i18n/format-number.ts'
import { Icon, type IconName } from './icon.tsx'

const DAY_MS = 24 * 60 * 60 * 1000

const LOOK: Record<StepRow['state'], { icon: IconName | null; tone: string }> = {
  passed: { icon: 'check', tone: 'text-ok' },
  stopped: { icon: 'x', tone: 'text-alert' },
  unreached: { icon: 'minus', tone: 'text-ink-3' },
  skipped: { icon: 'minus', tone: 'text-ink-3' },
  running: { icon: null, tone: 'text-ink-2' },
  waiting: { icon: null, tone: 'text-ink-3' },
}

const UNDERLINED = 'underline decoration-1 decoration-line-2 underline-offset-3'

const GRID =
  'grid grid-cols-[16px_68px_minmax(0,1fr)_auto] items-center gap-x-2 px-4 py-1.5 md:grid-cols-[16px_72px_minmax(0,1fr)_72px] md:gap-x-3'

/** What a step says of itself: what it found, what it is at, or why it has nothing to say. */
function Found({ row, detail, reused, atMs }: { row: StepRow; detail: string | null; reused: boolean; atMs: number }) {
  const t = useTranslations('verification')
  const { step, state } = row
  if (state === 'waiting') return null
  if (state === 'running') return t(`running.${step}`)
  if (state === 'skipped') return t(reused ? 'reused' : 'notEncrypted')
  if (state === 'unreached') return t('unreached')
  if (state === 'stopped') {
    return (
      <>
        <b>{detail ?? row.status}</b> <span className="text-ink-3">{row.error?.code}</span>
      </>
    )
  }
  switch (step) {
    case 'url':
      return t('urlPassed')
    case 'dns':
      return row.addresses?.join(', ') || t('dnsPassed')
    case 'tcp':
      return row.remoteAddress || t('tcpPassed')
    case 'tls':
      return <Secured row={row} atMs={atMs} />
    case 'request':
      return t('requestPassed')
    case 'response':
      return t('responsePassed', { status: row.status ?? '–' })
    default:
      return step satisfies never
  }
}

function Secured({ row: { tlsVersion, protocol, certificate }, atMs }: { row: StepRow; atMs: number }) {
  const t = useTranslations('verification')
  const leftMs = certificate ? Date.parse(certificate.validTo) - atMs : Number.NaN
  const parts = [
    tlsVersion?.replace('TLSv', 'TLS '),
    protocol === 'h2' ? 'HTTP/2' : protocol && 'HTTP/1.1',
    Number.isNaN(leftMs) ? t('tlsPassed') : t('certificateLeft', { days: Math.floor(leftMs / DAY_MS) }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/**
 * The way of one verification, all six steps from the start, so that nothing moves while they are walked. `detail` is
 * where it stopped, once that is judged; `certificate` opens below TLS.
 */
export function StepList({
  rows,
  detail,
  reused,
  atMs,
  certificate,
}: {
  rows: readonly StepRow[]
  detail: string | null
  reused: boolean
  /** When it was: what is left of a certificate is counted from then. */
  atMs: number
  certificate?: ReactNode
}) {
  const t = useTranslations('verification')
  const phases = useTranslations('phases')
  return (
    <ol className="text-sm">
      {rows.map((row) => {
        const { step, state, ms } = row
        const { icon, tone } = LOOK[state]
        const opens = step === 'tls' && certificate ? certificate : null
        // On a phone what TLS agreed on takes two lines.
        const grid = `${GRID} ${step === 'tls' ? 'min-h-[52px] md:min-h-8' : 'min-h-8'}`
        const quiet = state === 'waiting' || state === 'unreached' || state === 'skipped'
        const cells = (
          <>
            <span className={`text-center leading-none ${tone}`}>
              {icon ? <Icon name={icon} /> : state === 'running' ? <span aria-hidden="true">…</span> : null}
            </span>
            <span className={`flex items-center gap-0.5 ${quiet ? '' : 'font-semibold'}`}>
              {phases(step)}
              {opens ? (
                <>
                  <Icon name="right" className="size-3 group-open:rotate-90" />
                  <span className="sr-only">{t('certificate')}</span>
                </>
              ) : null}
            </span>
            <span className={`min-w-0 [overflow-wrap:anywhere] ${opens ? UNDERLINED : ''}`}>
              <Found row={row} detail={detail} reused={reused} atMs={atMs} />
            </span>
            <span className="whitespace-nowrap text-right text-ink-3">{ms === null ? '' : `${formatMs(ms)} ms`}</span>
          </>
        )
        return (
          <li key={step} className={state === 'stopped' ? 'bg-bg' : quiet ? 'text-ink-3' : ''}>
            {opens ? (
              <details open={state === 'stopped'} className="group">
                <summary className={`${grid} cursor-pointer list-none [&::-webkit-details-marker]:hidden`}>
                  {cells}
                </summary>
                <div className="px-4 pt-1 pb-3 text-ink md:pl-[128px]">{opens}</div>
              </details>
            ) : (
              <div className={grid}>{cells}</div>
            )}
          </li>
        )
      })}
    </ol>
  )
}

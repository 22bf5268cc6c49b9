import { getTranslations } from 'next-intl/server'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { RunItemState, RunProgress } from '@/lib/domain/redelivery-run.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'

/** In the order in which the bar is filled. */
const ORDER = ['delivered', 'failed', 'skipped', 'sent', 'waiting'] as const satisfies readonly RunItemState[]

/** Ink, because no cause is meant. */
const LOOK: Record<RunItemState, string> = {
  delivered: 'bg-ink',
  failed: 'bg-control',
  skipped: 'bg-line-2',
  sent: 'hatched',
  waiting: 'bg-sunken',
}

/** How far a run is: one bar in parts, and the same in numbers that add up. */
export async function RunItems({ kind, progress }: { kind: ChannelKind; progress: RunProgress }) {
  const t = await getTranslations('run')
  const { total } = progress
  const done = progress.delivered + progress.failed + progress.skipped
  return (
    <>
      <div
        role="progressbar"
        aria-label={t('progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={t('progressSay', { done: formatCount(done), total: formatCount(total) })}
        className="flex h-2.5 gap-px overflow-hidden rounded-[2px] bg-sunken"
      >
        {ORDER.filter((state) => progress[state] > 0).map((state) => (
          <span key={state} className={LOOK[state]} style={{ flexGrow: progress[state] }} />
        ))}
      </div>
      <dl className="mt-3 grid grid-cols-3 gap-x-4 gap-y-3 md:grid-cols-6">
        <Figure name={t('total')} count={total} />
        {ORDER.map((state) => (
          <Figure key={state} name={t(`items.${state}`, { kind })} count={progress[state]} look={LOOK[state]} />
        ))}
      </dl>
    </>
  )
}

function Figure({ name, count, look = null }: { name: string; count: number; look?: string | null }) {
  return (
    <div>
      <dt className="flex items-center gap-1.5 text-ink-3 text-xs">
        {look === null ? null : (
          <i
            aria-hidden="true"
            className={`size-2.5 rounded-[2px] ${look} ${look === 'bg-sunken' ? 'inset-ring inset-ring-line-2' : ''}`}
          />
        )}
        {name}
      </dt>
      <dd className={`text-lg ${count === 0 ? 'text-ink-3' : 'font-semibold'}`}>{formatCount(count)}</dd>
    </div>
  )
}

import { Icon, type IconName } from '@/components/ui/icon.tsx'
import type { RunState } from '@/lib/domain/redelivery-run.ts'

const LOOK: Record<RunState, { icon: IconName; tone: string }> = {
  canary: { icon: 'watch', tone: 'text-ink-2' },
  running: { icon: 'watch', tone: 'text-ink-2' },
  paused: { icon: 'pause', tone: 'text-ink-2' },
  stopped: { icon: 'off', tone: 'text-ink-3' },
  halted: { icon: 'alert', tone: 'text-alert' },
  finished: { icon: 'good', tone: 'text-ok' },
}

/** Before the words that say how a run stands. */
export function RunMark({ state }: { state: RunState }) {
  const { icon, tone } = LOOK[state]
  return (
    <span className={tone}>
      <Icon name={icon} />
    </span>
  )
}

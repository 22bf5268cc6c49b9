import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { STEPS, type Step } from '@/lib/domain/attempt-steps.ts'

/** The way of a webhook, and where on it this failure ends it. */
export async function GuideWay({ stopsAt, label, stopped }: { stopsAt: Step; label: string; stopped: string }) {
  const phases = await getTranslations('phases')
  const end = STEPS.indexOf(stopsAt)
  return (
    <ol aria-label={label} className="mt-4 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm md:gap-x-2">
      {STEPS.map((step, index) => (
        <li key={step} className={`flex items-center gap-1.5 md:gap-2 ${index > end ? 'text-ink-3' : ''}`}>
          {index === 0 ? null : (
            <span aria-hidden="true" className={`h-px w-2 md:w-6 ${index > end ? 'bg-line-2' : 'bg-ink-3'}`} />
          )}
          <span className={`flex items-center gap-1 ${index === end ? 'font-semibold' : ''}`}>
            {index === end ? (
              <span className="text-alert">
                <Icon name="x" />
              </span>
            ) : null}
            {phases(step)}
            {index === end ? <span className="sr-only"> ({stopped})</span> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}

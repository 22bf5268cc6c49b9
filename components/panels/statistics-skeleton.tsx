import { useTranslations } from 'next-intl'
import { PANEL_HEIGHT } from '@/components/charts/panel-height.ts'
import type { Statistic } from '@/components/filters/statistics-params.ts'
import { Panel } from '@/components/ui/panel.tsx'

/** Keeps the place while the numbers come. It says no number. */
export function StatisticsSkeleton({ label, kind = 'errors' }: { label?: string; kind?: Statistic }) {
  const t = useTranslations('statistics')
  return (
    <Panel label={label ?? t('panel')} className={`flex flex-col ${PANEL_HEIGHT[kind]}`}>
      <div className="flex gap-6 px-4 pt-5 md:px-6" aria-hidden="true">
        <span className="h-5 w-24 rounded-sm bg-sunken" />
        <span className="h-5 w-40 rounded-sm bg-sunken" />
      </div>
      <p role="status" className="grid flex-1 place-items-center text-ink-2 text-sm">
        {t('loading')}
      </p>
    </Panel>
  )
}

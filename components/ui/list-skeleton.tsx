import { useTranslations } from 'next-intl'
import { Panel } from './panel.tsx'

const WIDTHS = ['w-48', 'w-64', 'w-40', 'w-56']

/** Keeps the place of rows while they come: grey bars, which say no number. */
function Rows({ rows, height }: { rows: number; height: string }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never change
    <div key={row} className={`flex items-center gap-6 px-4 md:px-6 ${height} [&+&]:border-line [&+&]:border-t`}>
      <span className="h-4 w-24 flex-none rounded-sm bg-sunken" />
      <span className={`h-4 rounded-sm bg-sunken ${WIDTHS[row % WIDTHS.length]}`} />
    </div>
  ))
}

/** A list with its filters, before it is there. */
export function ListSkeleton({ label }: { label: string }) {
  const t = useTranslations('common')
  return (
    <>
      <div className="mb-3 h-[72px] md:mb-4 md:h-8" />
      <Panel label={label}>
        <p role="status" className="px-4 pt-4 pb-2 text-ink-2 text-lg leading-6 md:px-6">
          {t('loading')}
        </p>
        <div aria-hidden="true">
          <Rows rows={14} height="h-10" />
        </div>
      </Panel>
    </>
  )
}

/** The list of channels, before it is there. */
export function OverviewSkeleton() {
  const t = useTranslations('common')
  return (
    <div className="wrap">
      <div className="flex h-[168px] flex-col justify-start py-4 md:h-[120px] md:pt-8 md:pb-6">
        <p role="status" className="text-2xl text-ink-2">
          {t('loading')}
        </p>
      </div>
      <div aria-hidden="true" className="mt-6 rounded-lg border border-line bg-surface">
        <Rows rows={8} height="h-[72px]" />
      </div>
    </div>
  )
}

import { useLocale, useTranslations } from 'next-intl'
import type { ChartFrame, FrameBar } from '@/lib/charts/chart-frame.ts'
import { formatDayMinute } from '@/lib/i18n/format-time.ts'
import { markTexts } from './timeline-text.ts'

/** The head of a row: when its bar begins, what is to be said of it, and what changed in it. */
export function RowTime({ model, bar, remark }: { model: ChartFrame; bar: FrameBar; remark: string | null }) {
  const t = useTranslations('chart')
  const locale = useLocale()
  return (
    <th scope="row" className="whitespace-normal text-left text-ink text-sm">
      <span className="whitespace-nowrap">{formatDayMinute(bar.startMs, model.timezone, locale)}</span>
      {[...(remark ? [remark] : []), ...markTexts(model, bar, t)].map((text) => (
        <span key={text} className="whitespace-nowrap font-normal text-ink-3 text-xs max-md:block md:ml-2">
          {text}
        </span>
      ))}
    </th>
  )
}

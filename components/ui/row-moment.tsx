import { formatMillisecond, formatSecond } from '@/lib/i18n/format-time.ts'
import { Td } from './data-table.tsx'

/** The cell that says when a row's thing happened; the day stands in a row above. */
export function RowMoment({ atMs, zone }: { atMs: number; zone: string }) {
  return (
    <Td className="whitespace-nowrap">
      <time dateTime={new Date(atMs).toISOString()}>
        {formatSecond(atMs, zone)}
        <span className="text-ink-3 max-md:hidden">{formatMillisecond(atMs)}</span>
      </time>
    </Td>
  )
}

/** The row that says the day of the rows below it. */
export function DayRow({ columns, children }: { columns: number; children: string }) {
  return (
    <tr>
      <Td colSpan={columns} className="h-8! bg-bg py-1! text-ink-3 text-xs">
        {children}
      </Td>
    </tr>
  )
}

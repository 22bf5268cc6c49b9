import type { ReactNode } from 'react'
import { formatCount } from '@/lib/i18n/format-number.ts'

type Row = { name: ReactNode; value: ReactNode; before?: ReactNode }

/**
 * The numbers of a bar in the order in which its layers lie, as seen, and what they come to. `compared`: each has one of
 * the period before beside it, under `heads`; on a phone, where there is no room for that, `brief` stands below.
 */
export function LayerNumbers({
  layers,
  sums,
  compared,
}: {
  /** From the baseline up. `before` null: unknown. */
  layers: readonly { swatch: ReactNode; name: ReactNode; count: number; before?: number | null }[]
  sums: readonly (Row & { name: string })[]
  compared?: { heads: readonly [string, string]; brief: string }
}) {
  return (
    <table className="w-full border-collapse">
      {compared ? (
        <thead>
          <tr className="text-ink-3 text-xs max-md:hidden">
            <td />
            {compared.heads.map((head) => (
              <th key={head} scope="col" className="pl-2 text-right font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody>
        {layers
          .map(({ swatch, name, count, before }, layer) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
            <tr key={layer}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <span className="flex min-w-0 items-center gap-2">
                  {swatch}
                  {name}
                </span>
              </th>
              <td className="py-0.5 pl-2 text-right">{formatCount(count)}</td>
              {compared ? <td className="py-0.5 pl-2 text-right text-ink-2 max-md:hidden">{known(before)}</td> : null}
            </tr>
          ))
          .reverse()}
      </tbody>
      <tfoot>
        {sums.map(({ name, value, before }, row) => {
          const rule = row ? '' : 'border-line border-t pt-1.5'
          return (
            <tr key={name}>
              <th scope="row" className={`text-left font-normal ${rule}`}>
                {name}
              </th>
              <td className={`pl-2 text-right ${rule}`}>{value}</td>
              {compared ? <td className={`pl-2 text-right text-ink-2 max-md:hidden ${rule}`}>{before}</td> : null}
            </tr>
          )
        })}
        {compared ? (
          <tr className="md:hidden">
            <td colSpan={2} className="pt-1 text-ink-2">
              {compared.brief}
            </td>
          </tr>
        ) : null}
      </tfoot>
    </table>
  )
}

const known = (count: number | null | undefined) => (count == null ? '–' : formatCount(count))

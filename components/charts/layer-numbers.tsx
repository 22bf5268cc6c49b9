import type { ReactNode } from 'react'
import { formatCount } from '@/lib/i18n/format-number.ts'

/** The numbers of a bar in the order in which its layers lie, as seen, and what they come to. */
export function LayerNumbers({
  layers,
  sums,
}: {
  /** From the baseline up. */
  layers: readonly { swatch: ReactNode; name: ReactNode; count: number }[]
  sums: readonly { name: string; value: ReactNode }[]
}) {
  return (
    <table className="w-full border-collapse">
      <tbody>
        {layers
          .map(({ swatch, name, count }, layer) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
            <tr key={layer}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <span className="flex min-w-0 items-center gap-2">
                  {swatch}
                  {name}
                </span>
              </th>
              <td className="py-0.5 pl-2 text-right">{formatCount(count)}</td>
            </tr>
          ))
          .reverse()}
      </tbody>
      <tfoot>
        {sums.map(({ name, value }, row) => (
          <tr key={name}>
            <th scope="row" className={`text-left font-normal ${row ? '' : 'border-line border-t pt-1.5'}`}>
              {name}
            </th>
            <td className={`pl-2 text-right ${row ? '' : 'border-line border-t pt-1.5'}`}>{value}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  )
}

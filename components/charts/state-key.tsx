/** What hatching and dashes mean, where the chart has no room to say it: on a phone and on paper. */
export function StateKey({ off, imported, filling }: { off?: string; imported?: string; filling: string }) {
  return (
    <>
      {off === undefined ? null : (
        <span className="inline-flex items-center gap-1.5 md:hidden print:inline-flex">
          <i className="hatched size-3 border border-line-2" aria-hidden="true" />
          {off}
        </span>
      )}
      {imported === undefined ? null : (
        <span className="inline-flex items-center gap-1.5 md:hidden print:inline-flex">
          <i className="size-3 border border-control border-dotted bg-sunken" aria-hidden="true" />
          {imported}
        </span>
      )}
      <span className="inline-flex items-center gap-1.5 md:hidden print:inline-flex">
        <i className="size-3 border-[1.5px] border-ink-2 border-dashed" aria-hidden="true" />
        {filling}
      </span>
    </>
  )
}

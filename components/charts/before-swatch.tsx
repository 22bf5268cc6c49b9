/** What the line of the period before looks like, beside its name. Of itself, so that a legend loads no chart. */
export function BeforeSwatch({ size = 12 }: { size?: number }) {
  const [low, high] = [size - 3.5, 3.5]
  return (
    <svg width={size} height={size} aria-hidden="true" className="flex-none">
      <path
        d={`M0 ${low}H${size / 2}V${high}H${size}`}
        className="fill-none stroke-[1.5] stroke-ink-2 [stroke-linejoin:round]"
      />
    </svg>
  )
}

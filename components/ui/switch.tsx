'use client'

/** On or off, at once. The word beside it says the same (`aria-labelledby` names the setting). */
export function Switch({
  checked,
  onChange,
  labelledBy,
  describedBy,
  disabled = false,
  pending = false,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  labelledBy: string
  describedBy?: string
  disabled?: boolean
  pending?: boolean
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-busy={pending || undefined}
      disabled={disabled}
      onClick={() => {
        if (!pending) onChange(!checked)
      }}
      className={`relative h-6 w-10 flex-none rounded-full border p-0 transition-colors disabled:cursor-not-allowed disabled:border-line-2 ${
        checked ? 'border-ink bg-ink' : 'border-control bg-surface'
      } ${pending ? 'opacity-60' : ''}`}
    >
      <span
        aria-hidden="true"
        className={`absolute top-[3px] left-[3px] size-4 rounded-full transition-[translate] ${
          checked ? 'translate-x-4 bg-on-ink' : disabled ? 'bg-line-2' : 'bg-control'
        }`}
      />
    </button>
  )
}

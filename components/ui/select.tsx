import type { ComponentProps } from 'react'
import { Icon } from './icon.tsx'

export type SelectOption = { value: string; label: string; disabled?: boolean }
export type SelectGroup = { label: string; options: readonly SelectOption[] }

function Option({ option }: { option: SelectOption }) {
  return (
    <option value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  )
}

/** The browser's own drop-down. `strong`: it says what the page is about. */
export function Select({
  label,
  options,
  strong = false,
  tall = false,
  className = '',
  ...rest
}: Omit<ComponentProps<'select'>, 'children'> & {
  /** Its accessible name; leave out inside a `<label>`. */
  label?: string
  options: readonly (SelectOption | SelectGroup)[]
  strong?: boolean
  tall?: boolean
}) {
  return (
    <span className={`relative inline-flex min-w-0 ${className}`}>
      <select
        {...rest}
        aria-label={label}
        className={`w-full max-w-full appearance-none text-ellipsis rounded-md border bg-surface pr-7 pl-3 text-sm hover:bg-sunken disabled:text-ink-3 ${tall ? 'h-10' : 'h-8'} ${strong ? 'border-control font-semibold' : 'border-line-2'}`}
      >
        {options.map((option) =>
          'options' in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map((inner) => (
                <Option key={inner.value} option={inner} />
              ))}
            </optgroup>
          ) : (
            <Option key={option.value} option={option} />
          ),
        )}
      </select>
      <Icon name="down" className={`pointer-events-none absolute right-2 text-ink-3 ${tall ? 'top-3' : 'top-2'}`} />
    </span>
  )
}

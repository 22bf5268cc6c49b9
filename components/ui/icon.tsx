const PATHS = {
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  up: <path d="m4.5 9.5 3.5-3.5 3.5 3.5" />,
  left: <path d="M9.5 4.5 6 8l3.5 3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  x: <path d="m4.5 4.5 7 7m0-7-7 7" />,
  minus: <path d="M4 8h8" />,
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  play: <path d="M5 3.5v9l7.5-4.5z" />,
  pause: <path d="M6 4v8M10 4v8" />,
  download: <path d="M8 2.5v8m-3-3 3 3 3-3M3 13.5h10" />,
  retry: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2.3v2.9h-2.9" />,
  external: <path d="M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.2 2.8 7.5 8.5" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
    </>
  ),
  alert: (
    <>
      <path d="M8 2.2 14.3 13a.7.7 0 0 1-.6 1H2.3a.7.7 0 0 1-.6-1z" />
      <path d="M8 6.5v3.2M8 11.8v.1" />
    </>
  ),
  watch: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 5v3.2l2 1.3" />
    </>
  ),
  good: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m5.6 8.2 1.7 1.7 3.1-3.6" />
    </>
  ),
  off: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M5.5 8h5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  theme: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 2.25a5.75 5.75 0 0 1 0 11.5z" fill="currentColor" />
    </>
  ),
  link: (
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />
  ),
} as const

export type IconName = keyof typeof PATHS

/** A drawing beside a word, never instead of one: hidden from screen readers. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`size-4 flex-none fill-none stroke-current stroke-[1.5] ${className}`}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {PATHS[name]}
    </svg>
  )
}

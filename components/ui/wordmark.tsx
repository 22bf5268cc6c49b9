/** An arrow that reaches the wall: todoku, to arrive. */
export function Mark({ className = 'size-5' }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={`fill-none stroke-current stroke-[2.4] ${className}`}>
      <path d="M2 10h11" />
      <path d="M8.5 4.8 13.8 10l-5.3 5.2" />
      <path d="M17.6 2.5v15" />
    </svg>
  )
}

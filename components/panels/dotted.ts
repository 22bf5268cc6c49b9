/** Facts in a line: where it breaks, no dot is left at its end or stands at the beginning of the next. */
export const DOTTED = 'flex flex-wrap gap-x-4 overflow-x-clip'

/** A fact after another one; its dot lies beside it, so that it is cut off where the fact begins a line. */
export const DOT_BEFORE =
  "relative before:absolute before:-left-4 before:w-4 before:text-center before:text-ink-3 before:content-['·']"

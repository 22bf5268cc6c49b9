/** The pages of the whole instance, in the order of the bar; `key` is their name in `common`. */
export const MAIN_PAGES = [
  { href: '/', also: '/channels', key: 'channels' },
  { href: '/practice', also: undefined, key: 'practice' },
  { href: '/keys', also: undefined, key: 'keys' },
  { href: '/guide', also: '/guide/', key: 'guide' },
] as const

/** Whether `path` is the page at `href`, or one of those that belong to it. */
export function isCurrent(path: string, href: string, also: string | undefined): boolean {
  return path === href || (also !== undefined && path.startsWith(also))
}

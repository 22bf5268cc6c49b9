/** The third of `count` bars around one of them, for where nothing can be dragged; null where so few are left that it would be all of them. */
export function zoomAround(index: number, count: number): { first: number; last: number } | null {
  const size = Math.ceil(count / 3)
  if (size >= count) return null
  const first = Math.max(0, Math.min(count - size, index - Math.floor(size / 2)))
  return { first, last: first + size - 1 }
}

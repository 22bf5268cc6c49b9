import type { Mark } from '@/lib/domain/mark.ts'

/** A mark as http-api.md spells times: without `Ms`. */
export function markAnswer({ atMs, kind, label }: Mark) {
  return { at: atMs, kind, label }
}

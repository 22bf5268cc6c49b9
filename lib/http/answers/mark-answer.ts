import type { Mark } from '@/lib/domain/mark.ts'
import type { MarkAnswer } from '../schemas/mark.ts'

/** A mark as http-api.md spells times: without `Ms`. */
export function markAnswer({ atMs, ...mark }: Mark): MarkAnswer {
  return { at: atMs, ...mark }
}

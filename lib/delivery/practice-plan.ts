import type { Random } from '@/lib/domain/line-events.ts'
import type { PracticeCase } from '@/lib/domain/practice-cases.ts'

/** Several a second, so that a chart fills while one looks at it. */
const PER_SECOND = 5
const FEWEST = 60

export type PlannedStep = { atMs: number; caseId: string }

/**
 * When which case is sent: picked by weight, evenly spread; every detail occurs at least once in the first half,
 * so that nobody waits for a rare one.
 */
export function planPractice(cases: readonly PracticeCase[], totalMs: number, random: Random): PlannedStep[] {
  const picked = cases.filter(({ weight }) => weight > 0)
  const details = new Map(picked.map((one) => [one.expected === 'delivered' ? 'delivered' : one.expected.detail, one]))
  const count = Math.max(FEWEST, 2 * details.size, Math.round((totalMs / 1000) * PER_SECOND))
  const half = Math.floor(count / 2)
  const fill = Array.from({ length: half - details.size }, () => pickByWeight(picked, random))
  const first = shuffle([...details.values(), ...fill], random)
  const second = Array.from({ length: count - half }, () => pickByWeight(picked, random))
  return [...first, ...second].map(({ id }, index) => ({ atMs: Math.floor((index * totalMs) / count), caseId: id }))
}

function pickByWeight(cases: readonly PracticeCase[], random: Random): PracticeCase {
  let left = random() * cases.reduce((sum, { weight }) => sum + weight, 0)
  for (const one of cases) {
    left -= one.weight
    if (left < 0) return one
  }
  throw new RangeError('there is no practice case to pick')
}

/** Fisher and Yates. */
function shuffle<T>(items: T[], random: Random): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const [one, two] = [items[at], items[other]]
    if (one !== undefined && two !== undefined) [items[at], items[other]] = [two, one]
  }
  return items
}

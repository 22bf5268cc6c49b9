import type { z } from 'zod'
import type { practiceRun } from '../schemas/practice.ts'
import { toIso } from './channel-answer.ts'

type PracticeRunAnswer = z.infer<typeof practiceRun>

export function practiceRunAnswer<Run extends Omit<PracticeRunAnswer, 'startedAt'> | null>(run: Run) {
  return run === null ? null : { ...run, startedAt: toIso(run.startedAtMs) }
}

import type { z } from 'zod'
import type { StepEvent } from '@/lib/domain/step-event.ts'
import type { stepLine } from '../schemas/verify-line.ts'

/** Times to the tenth of a millisecond, as in an attempt. */
export function stepAnswer(event: StepEvent): z.infer<typeof stepLine> {
  return { ...event, ms: event.ms === null ? null : Math.round(event.ms * 10) / 10 }
}

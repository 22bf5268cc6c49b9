import { z } from 'zod'
import { type BrazeReply, fatal } from './reply.ts'

/**
 * What every call is answered instead of being checked: an incident (any 5xx, nothing takes effect), maintenance (202,
 * queued), or an answer that is no JSON (the call takes effect).
 */
export const brazeSwitch = z.strictObject({
  answer: z.union([z.int().min(500).max(599), z.literal(['maintenance', 'unreadable'])]).nullable(),
  forMs: z.int().positive().optional(),
})
export type BrazeSwitch = z.infer<typeof brazeSwitch>

const UNREADABLE: BrazeReply = { status: 200, json: {}, accepted: true }

export type Switches = {
  set(wanted: BrazeSwitch): void
  /** The answer instead of the account's own to the call that is being answered, or null. */
  current(): { reply: BrazeReply; text: string | null } | null
  /** `answered`: how many calls were, since the switch was set. */
  tell(): { answer: BrazeSwitch['answer']; answered: number }
}

export function makeSwitches(now: () => number): Switches {
  let [answer, untilMs, answered]: [BrazeSwitch['answer'], number, number] = [null, 0, 0]
  const isOver = () => answer === null || now() >= untilMs
  return {
    set(wanted) {
      answer = wanted.answer
      answered = 0
      untilMs = wanted.forMs === undefined ? Number.POSITIVE_INFINITY : now() + wanted.forMs
    },
    current() {
      if (answer === null || isOver()) return null
      answered += 1
      if (answer === 'unreadable') return { reply: UNREADABLE, text: 'OK' }
      if (answer === 'maintenance')
        return { reply: { status: 202, json: { message: 'queued' }, accepted: true }, text: null }
      return { reply: fatal(answer, 'Internal Server Error'), text: null }
    },
    tell: () => ({ answer: isOver() ? null : answer, answered }),
  }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classify } from '@/lib/domain/classification.ts'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { ALL_LABELS } from '@/lib/domain/taxonomy.ts'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { attemptTo, reaching } from './support/attempt.ts'
import { bundleAndStartPracticeBot } from './support/practice-bot.ts'

let bot: PracticeBot
let opened: ReturnType<typeof reaching>

beforeAll(async () => {
  bot = await bundleAndStartPracticeBot()
  opened = reaching(bot)
})
afterAll(() => bot?.stop())

describe('every way of the practice bot, over real sockets', () => {
  it.concurrent.each(PRACTICE_CASES)('$id', async ({ id, expected, bodyBytes }) => {
    const body = bodyBytes === undefined ? {} : { body: new Uint8Array(bodyBytes) }
    const facts = await sendAttempt(attemptTo(bot.urls[id] ?? '', { ...opened, ...body }))
    const outcome = classify(facts)
    const judged = outcome.state === 'delivered' ? 'delivered' : { cause: outcome.cause, detail: outcome.detail }
    expect({ id, judged, error: facts.error }).toEqual({ id, judged: expected, error: facts.error })
  })

  it('produces every label', () => {
    const produced = new Set(
      PRACTICE_CASES.flatMap(({ expected }) => (expected === 'delivered' ? [] : [expected.detail])),
    )
    expect(ALL_LABELS.filter((label) => !produced.has(label))).toEqual([])
  })
})

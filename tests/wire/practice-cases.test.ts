import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classify, RULES, ruleFor } from '@/lib/domain/classification.ts'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'
import { ALL_LABELS } from '@/lib/domain/taxonomy.ts'
import { situationOf } from '@/lib/practice-bot/situations.ts'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { sendAttempt } from '@/lib/sender/send-attempt.ts'
import { generatedPart, markdownTable } from '../support/generated-part.ts'
import { attemptTo, reaching } from './support/attempt.ts'
import { bundleAndStartPracticeBot } from './support/practice-bot.ts'

let bot: PracticeBot
let opened: ReturnType<typeof reaching>
/** A row for each case that was tried: what was seen of it, and what came of that. */
const seen = new Map<string, string[]>()

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
    const { error, status } = facts
    const rule = error && ruleFor(error)
    const saw = rule ? `${error.phase}, rule ${RULES.indexOf(rule) + 1}` : `${status}`
    seen.set(id, [situationOf(id), `\`${id}\``, saw, outcome.detail ?? 'delivered', outcome.processed])
    const judged = outcome.state === 'delivered' ? 'delivered' : { cause: outcome.cause, detail: outcome.detail }
    expect({ id, judged, error }).toEqual({ id, judged: expected, error })
    if (id.startsWith('h2-') && id !== 'h2-old-cipher') expect(facts.protocol).toBe('h2')
  })

  it('produces every label', () => {
    const produced = new Set(
      PRACTICE_CASES.flatMap(({ expected }) => (expected === 'delivered' ? [] : [expected.detail])),
    )
    expect(ALL_LABELS.filter((label) => !produced.has(label))).toEqual([])
  })

  it('stands in docs/classification.md as it was seen', () => {
    const rows = PRACTICE_CASES.map(({ id }) => seen.get(id) ?? [])
    const table = markdownTable(['situation', 'practice case', 'status or phase, rule', 'outcome', 'processed'], rows)
    expect(generatedPart('docs/classification.md', 'cases', table)).toBe(table)
  })
})

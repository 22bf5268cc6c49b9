import { expect, test } from 'vitest'
import { currentPracticeUrl } from '@/lib/delivery/lazy-practice-bot.ts'
import { verificationBody } from '@/lib/delivery/line-request.ts'
import { practiceWebhook, seededRandom } from '@/lib/delivery/practice-events.ts'
import { planPractice } from '@/lib/delivery/practice-plan.ts'
import { PRACTICE_CASES } from '@/lib/domain/practice-cases.ts'

const detailOf = (caseId: string) => {
  const found = PRACTICE_CASES.find(({ id }) => id === caseId)
  return found?.expected === 'delivered' ? 'delivered' : found?.expected.detail
}
const everyDetail = new Set(PRACTICE_CASES.filter(({ weight }) => weight > 0).map(({ id }) => detailOf(id)))

test.each([5_000, 20_000, 60_000])(
  'a run of %i ms shows every detail in its first half, several a second',
  (totalMs) => {
    for (const seed of [1, 2, 3]) {
      const plan = planPractice(PRACTICE_CASES, totalMs, seededRandom(seed))
      const first = plan.filter(({ atMs }) => atMs < totalMs / 2)
      expect(new Set(first.map(({ caseId }) => detailOf(caseId)))).toEqual(everyDetail)
      expect(plan.length / (totalMs / 1000)).toBeGreaterThanOrEqual(5)
      expect(plan.every(({ atMs }, index) => atMs >= 0 && atMs < totalMs && atMs >= (plan[index - 1]?.atMs ?? 0))).toBe(
        true,
      )
    }
  },
)

test('the same seed makes the same plan, another one another', () => {
  const plan = (seed: number) => planPractice(PRACTICE_CASES, 60_000, seededRandom(seed))
  expect(plan(7)).toEqual(plan(7))
  expect(plan(7)).not.toEqual(plan(8))
})

test('what only tests produce (weight 0) is never sent', () => {
  const plan = planPractice(PRACTICE_CASES, 60_000, seededRandom(4))
  expect(plan.some(({ caseId }) => caseId === 'lost-while-sending')).toBe(false)
})

test('webhooks look like those of the platform', () => {
  const random = seededRandom(1)
  const types = new Set<string>()
  for (let n = 0; n < 200; n++) {
    const { body, webhookEventId } = practiceWebhook(`U${'0'.repeat(32)}`, random, 1_795_222_800_000)
    const { destination, events } = JSON.parse(Buffer.from(body).toString())
    expect(destination).toBe(`U${'0'.repeat(32)}`)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ webhookEventId, mode: 'active', timestamp: 1_795_222_800_000 })
    expect(events[0].deliveryContext).toEqual({ isRedelivery: false })
    expect(events[0].source.userId).toMatch(/^U[0-9a-f]{32}$/)
    types.add(events[0].type)
  }
  expect([...types].sort()).toEqual(['follow', 'message', 'postback', 'unfollow'])
})

test('a verification is a body without events', () => {
  expect(Buffer.from(verificationBody('U1')).toString()).toBe('{"destination":"U1","events":[]}')
})

test('a URL of an earlier bot gets the port of the running one, and nothing else changes', () => {
  const urls = {
    ok: 'https://ok.practice.test:2000/webhook',
    'invalid-url': 'https://invalid-url.practice.test:2000/../webhook',
  }
  const bot = { urls, sender: {} as never, isRunning: () => true }
  expect(currentPracticeUrl(bot, 'https://ok.practice.test:1111/webhook')).toBe('https://ok.practice.test:2000/webhook')
  expect(currentPracticeUrl(bot, 'https://invalid-url.practice.test:1111/../webhook')).toBe(urls['invalid-url'])
  expect(currentPracticeUrl(bot, 'https://example.com:1111/')).toBe('https://example.com:1111/')
  expect(currentPracticeUrl(bot, 'https://ok.practice.test/webhook')).toBe('https://ok.practice.test/webhook')
  expect(currentPracticeUrl(bot, 'not a URL')).toBe('not a URL')
})

import { describe, expect, test } from 'vitest'
import { compareUrgency, groupOf, type StandingFacts, standingOf, timesUsual } from '@/lib/domain/standing.ts'

const on = { useWebhook: true, errorStatistics: true }
const facts = (more: Partial<StandingFacts>): StandingFacts => ({
  channel: on,
  lastHour: { attempts: 100, errors: 0 },
  failedInARow: 0,
  last24h: { attempts: 2400, errors: 0 },
  before24h: { attempts: 2400, errors: 0 },
  waiting: { suspendedAtMs: null },
  ...more,
})

describe('how a channel stands', () => {
  const cases: [string, Partial<StandingFacts>, ReturnType<typeof standingOf>][] = [
    [
      'webhooks off, whatever was counted before',
      { channel: { useWebhook: false, errorStatistics: false } },
      'webhook_off',
    ],
    [
      'webhooks off while it is suspended',
      { channel: { useWebhook: false, errorStatistics: false }, waiting: { suspendedAtMs: 1 } },
      'webhook_off',
    ],
    [
      'suspended, whatever else is known',
      { waiting: { suspendedAtMs: 1 }, lastHour: { attempts: 9, errors: 9 } },
      'suspended',
    ],
    [
      'suspended while nothing is counted',
      { channel: { useWebhook: true, errorStatistics: false }, waiting: { suspendedAtMs: 1 } },
      'suspended',
    ],
    ['statistics off', { channel: { useWebhook: true, errorStatistics: false } }, 'statistics_off'],
    ['nothing sent', { last24h: { attempts: 0, errors: 0 }, lastHour: { attempts: 0, errors: 0 } }, 'no_traffic'],
    [
      'every attempt of the hour failed',
      { lastHour: { attempts: 5, errors: 5 }, last24h: { attempts: 2400, errors: 5 } },
      'nothing_arrives',
    ],
    [
      'most of the hour arrived, but the five first tries since then did not',
      { lastHour: { attempts: 100, errors: 8 }, failedInARow: 5, last24h: { attempts: 2400, errors: 8 } },
      'nothing_arrives',
    ],
    [
      'the four since then are too few to say so',
      { lastHour: { attempts: 100, errors: 8 }, failedInARow: 4, last24h: { attempts: 2400, errors: 8 } },
      'as_usual',
    ],
    [
      'four of four are too few to alarm',
      { lastHour: { attempts: 4, errors: 4 }, last24h: { attempts: 2400, errors: 4 } },
      'as_usual',
    ],
    [
      'one in ten of the hour',
      { lastHour: { attempts: 100, errors: 10 }, last24h: { attempts: 2400, errors: 10 } },
      'many_fail',
    ],
    [
      'one in eleven of the hour',
      { lastHour: { attempts: 110, errors: 10 }, last24h: { attempts: 2400, errors: 10 } },
      'as_usual',
    ],
    [
      'three times the day before',
      { last24h: { attempts: 2400, errors: 15 }, before24h: { attempts: 2400, errors: 5 } },
      'more_than_usual',
    ],
    [
      'one in a hundred of the day, as the day before',
      { last24h: { attempts: 2400, errors: 24 }, before24h: { attempts: 2400, errors: 24 } },
      'some_fail',
    ],
    ['one error', { last24h: { attempts: 2400, errors: 1 } }, 'as_usual'],
    ['no error', {}, 'all_arrived'],
  ]
  test.each(cases)('%s', (_, more, expected) => {
    expect(standingOf(facts(more))).toBe(expected)
  })

  test('what nobody counts is in no other group', () => {
    expect(groupOf('statistics_off')).toBe('off')
    expect(groupOf('webhook_off')).toBe('off')
    expect(groupOf('nothing_arrives')).toBe('attention')
  })

  test('a day without errors is nothing to compare with', () => {
    expect(timesUsual({ last24h: { attempts: 10, errors: 3 }, before24h: { attempts: 10, errors: 0 } })).toBeNull()
    expect(timesUsual({ last24h: { attempts: 20, errors: 6 }, before24h: { attempts: 10, errors: 1 } })).toBeCloseTo(3)
  })

  // | channel   | last hour | 24 h | place                                                   |
  // | suspended | 0 of 0    | 0    | 1                                                       |
  // | all fail  | 5 of 5    | 5    | 2: by the share of the hour, not by the sum of the day  |
  // | silent    | 9 of 100  | 4    | 3: the last five failed, so that nothing arrives now    |
  // | half fail | 50 of 100 | 900  | 4                                                       |
  // | one fails | 1 of 1    | 30   | 5: a single failure of an hour is not failing now       |
  // | bot 2     | 0 of 100  | 3    | 6: names in the order of their numbers                  |
  // | bot 10    | 0 of 100  | 3    | 7                                                       |
  test('suspended, then failing now by the share of the last hour, then errors of 24 h, then names', () => {
    const channel = (name: string, hour: [number, number], errors: number, suspendedAtMs: number | null = null) => ({
      ...facts({
        lastHour: { errors: hour[0], attempts: hour[1] },
        last24h: { attempts: 2400, errors },
        waiting: { suspendedAtMs },
      }),
      channel: { ...on, name },
    })
    const sorted = [
      channel('bot 10', [0, 100], 3),
      channel('half fail', [50, 100], 900),
      { ...channel('silent', [9, 100], 4), failedInARow: 5 },
      channel('one fails', [1, 1], 30),
      channel('bot 2', [0, 100], 3),
      channel('all fail', [5, 5], 5),
      channel('suspended', [0, 0], 0, 1),
    ].sort(compareUrgency)
    const names = ['suspended', 'all fail', 'silent', 'half fail', 'one fails', 'bot 2', 'bot 10']
    expect(sorted.map(({ channel: { name } }) => name)).toEqual(names)
  })
})

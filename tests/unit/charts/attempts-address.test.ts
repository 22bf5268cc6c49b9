import { expect, it } from 'vitest'
import { type AttemptsFilter, attemptsAddress } from '@/components/charts/attempts-address.ts'

const range = { fromMs: Date.parse('2026-11-21T00:00:00Z'), toMs: Date.parse('2026-11-21T01:00:00Z') }
const none = { cause: null, detail: null, zone: null, send: null, campaign: null }
const search = (more: Partial<AttemptsFilter>) =>
  Object.fromEntries(new URL(attemptsAddress('shop', range, { ...none, ...more }), 'http://todoku').searchParams)

it('a bar leads to the failed attempts behind it', () => {
  expect(search({})).toEqual({
    from: '2026-11-21T00:00:00.000Z',
    to: '2026-11-21T01:00:00.000Z',
    state: 'failed',
  })
  expect(search({ detail: '503' })).toMatchObject({ detail: '503' })
})

it('a class of statuses is the filter by class there', () => {
  expect(search({ detail: '5XX' })).toMatchObject({ status: '5xx' })
  expect(search({ detail: '5XX' })).not.toHaveProperty('detail')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { savedFileName } from '@/lib/domain/saved-file-name.ts'

const range = { fromMs: Date.parse('2026-11-20T18:15:00Z'), toMs: Date.parse('2026-11-21T18:15:59Z') }

test('names the channel, the table and the range on the clock of the zone', () => {
  const name = savedFileName({
    channel: '予約受付ボット(本番)',
    what: 'attempts',
    range,
    zone: 'Asia/Tokyo',
    type: 'csv',
  })
  expect(name).toBe('todoku-予約受付ボット(本番)-attempts-20261121T0315-20261122T0315.csv')
})

test('leaves out what is not known', () => {
  expect(savedFileName({ what: 'keys', type: 'tsv' })).toBe('todoku-keys.tsv')
  expect(savedFileName({ what: 'attempts', range: { toMs: range.toMs }, type: 'csv' })).toBe(
    'todoku-attempts-20261121T1815.csv',
  )
})

test('is a name of one file, whatever the channel is called', () => {
  expect(savedFileName({ channel: '../a\tb: "c"/‮d', what: 'sends', type: 'csv' })).toBe('todoku-a-b-c-d-sends.csv')
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constant('\ud800x')),
      (channel) => {
        const name = savedFileName({ channel, what: 'sends', type: 'csv' })
        expect(name).not.toMatch(/[\p{Cc}\s/\\:*?"<>|%]/u)
        expect(() => encodeURIComponent(name)).not.toThrow()
        expect(name).toMatch(/^todoku-.*sends\.csv$/u)
      },
    ),
  )
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asRedelivery } from '@/lib/delivery/line-body.ts'

const mark = (text: string) => Buffer.from(asRedelivery(Buffer.from(text))).toString()

it('changes the literal and no other byte', () => {
  const body = (flag: boolean) =>
    `{"destination":"U1", "events" :[\n {"type":"message","timestamp":1.50e3,"deliveryContext" : { "isRedelivery" :\t${flag} }` +
    `,"message":{"text":"\\u3042 \\/ 絵文字🙂"}}, {"deliveryContext":{"isRedelivery":${flag},"more":[1]}} ]}`
  expect(mark(body(false))).toBe(body(true))
  expect(mark(body(true))).toBe(body(true))
})

it('is not led astray by text that looks like it', () => {
  const decoy = '"deliveryContext":{"isRedelivery":false}'
  const text = JSON.stringify(`,${decoy}\\`)
  const body = (flag: boolean) =>
    `{"isRedelivery":false,${decoy},"events":[{"message":{${decoy},"text":${text},"events":[{${decoy}}]},` +
    `"deliveryContext":{"nested":{"isRedelivery":false},"isRedeliver\\u0079":${flag},"text":${text}}}],"x":{"events":[{${decoy}}]}}`
  expect(mark(body(false))).toBe(body(true))
})

it('puts the flag where there is none', () => {
  expect(mark('{"events":[{"deliveryContext":{}},{"deliveryContext":{ "a":1}},{},{"type":"x"}]}')).toBe(
    '{"events":[{"deliveryContext":{"isRedelivery":true}},{"deliveryContext":{"isRedelivery":true, "a":1}},' +
      '{"deliveryContext":{"isRedelivery":true}},{"deliveryContext":{"isRedelivery":true},"type":"x"}]}',
  )
})

it.each([
  '{"destination":"U1","events":[]}',
  '[]',
  '"events"',
  '{"events":{"deliveryContext":{"isRedelivery":false}}}',
  '{"events":[1,"deliveryContext",null,[{"deliveryContext":{"isRedelivery":false}}],{"deliveryContext":"text"}]}',
  '{"events":[{"deliveryContext":{"isRedelivery":false}}]',
  '\ufeff{"events":[{"deliveryContext":{"isRedelivery":false}}]}',
  '',
])('leaves alone what has no such event: %s', (text) => {
  expect(mark(text)).toBe(text)
})

it('leaves bytes alone that are no text', () => {
  const bytes = Buffer.from([0x7b, 0xff, 0x7d])
  expect(asRedelivery(bytes)).toBe(bytes)
})

it('marks a body that is nested deeply, and leaves one alone that is nested absurdly', () => {
  const deep = `${'['.repeat(500)}${']'.repeat(500)}`
  const absurd = `{"events":[{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`
  expect(mark(absurd)).toBe(absurd)
  const body = (flag: boolean) => `{"x":${deep},"events":[{"deliveryContext":{"isRedelivery":${flag}},"y":${deep}}]}`
  expect(mark(body(false))).toBe(body(true))
})

const KEYS = ['events', 'deliveryContext', 'isRedelivery', 'x', '"isRedelivery":false', '\\']
const any = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(false, true, null, 0, -1.5e300, '', '"isRedelivery":false', '{"events":[', '\\"', '🙂'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
  ),
})).value
const event = fc.record(
  {
    deliveryContext: fc.record({ isRedelivery: fc.oneof(fc.boolean(), any), x: any }, { requiredKeys: [] }),
    message: any,
    x: any,
  },
  { requiredKeys: [] },
)
const webhook = fc.record(
  { x: any, events: fc.array(event, { maxLength: 4 }), isRedelivery: any },
  { requiredKeys: ['events'] },
)

it('says of every event that it is a redelivery and changes nothing else, for every webhook and spacing', () => {
  fc.assert(
    fc.property(webhook, fc.constantFrom(undefined, 1, '\t', ' \n'), (value, space) => {
      const marked = JSON.parse(mark(JSON.stringify(value, null, space)))
      const expected = {
        ...value,
        events: value.events.map((each) => ({
          ...each,
          deliveryContext: { ...each.deliveryContext, isRedelivery: true },
        })),
      }
      expect(marked).toEqual(JSON.parse(JSON.stringify(expected)))
    }),
    { numRuns: 500 },
  )
})

it('undoing the flags gives the very bytes back', () => {
  const flagged = fc.array(
    fc.record({ message: any, deliveryContext: fc.record({ isRedelivery: fc.constant(false) }) }),
  )
  fc.assert(
    fc.property(flagged, (events) => {
      const text = JSON.stringify({ events }, null, 1)
      const undone = mark(text).split('"isRedelivery": true')
      const original = text.split('"isRedelivery": false')
      // Those of nested text stay false on both sides.
      expect(undone.join('"isRedelivery": false')).toBe(
        original.join('"isRedelivery": false').replaceAll('"isRedelivery": true', '"isRedelivery": false'),
      )
    }),
  )
})

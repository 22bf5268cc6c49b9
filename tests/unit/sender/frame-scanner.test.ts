import fc from 'fast-check'
import { expect, it } from 'vitest'
import { data, goaway, head, reset, settings } from '@/lib/practice-bot/http2-frames.ts'
import { type Frame, FrameScanner } from '@/lib/sender/frame-scanner.ts'

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
const bytes = Buffer.concat([
  PREFACE,
  settings(),
  head(1, '200'),
  data(1, 'a body of more than eight bytes'),
  data(1, '', 1),
  reset(3, 8),
  goaway(0x7fffffff, 2),
])

function scan(chunks: Buffer[]) {
  const frames: Frame[] = []
  const scanner = new FrameScanner(PREFACE.length, (frame) => frames.push(frame))
  for (const chunk of chunks) scanner.scan(chunk)
  return frames.map(({ type, flags, streamId, start }) => [type, flags, streamId, start.toString('hex')])
}

const expected = [
  [4, 0, 0, ''],
  [1, 4, 1, '0803323030'],
  [0, 0, 1, Buffer.from('a body o').toString('hex')],
  [0, 1, 1, ''],
  [3, 0, 3, '00000008'],
  [7, 0, 0, '7fffffff00000002'],
]

it('finds every frame, however the bytes are cut', () => {
  expect(scan([bytes])).toEqual(expected)
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
      const ends = [...cuts.sort((a, b) => a - b), bytes.length]
      expect(scan(ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)))).toEqual(expected)
    }),
  )
})

it('tells of a frame only when all of it has passed', () => {
  const whole = data(1, 'abc', 1)
  expect(scan([PREFACE, whole.subarray(0, -1)])).toEqual([])
})

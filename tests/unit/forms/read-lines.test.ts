import { expect, it } from 'vitest'
import { readLines } from '@/components/forms/read-lines.ts'

const streamOf = (...chunks: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
const linesOf = async (stream: ReadableStream<Uint8Array>) => {
  const lines: unknown[] = []
  for await (const line of readLines(stream)) lines.push(line)
  return lines
}

it('reads lines however they are cut, also within a letter', async () => {
  const bytes = new TextEncoder().encode('{"step":"dns"}\n{"message":"届く"}\n')
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte))
  for (const stream of [streamOf(bytes), streamOf(...single)]) {
    expect(await linesOf(stream)).toEqual([{ step: 'dns' }, { message: '届く' }])
  }
})

it('leaves out a line that broke off', async () => {
  expect(await linesOf(streamOf(new TextEncoder().encode('{"a":1}\n{"b":')))).toEqual([{ a: 1 }])
})

it('tells a line before the stream is over', async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const lines = readLines(readable)
  const first = lines.next()
  await writer.write(new TextEncoder().encode('{"a":1}\n'))
  expect((await first).value).toEqual({ a: 1 })
  await writer.close()
  expect((await lines.next()).done).toBe(true)
})

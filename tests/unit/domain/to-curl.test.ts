import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCurl } from '@/lib/domain/to-curl.ts'

/** What a shell makes of the command's words, curl replaced by a program that prints them. */
function wordsOf(command: string): string[] {
  const program = `node -e 'console.log(JSON.stringify(process.argv.slice(1)))' --`
  return JSON.parse(execFileSync('sh', ['-c', command.replace(/^curl/, program)], { encoding: 'utf8' }))
}

test('the words of the command are the request, whatever it holds', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '"', '$', '`', '\\', '\n', ' ', 'a', 'あ', ';', '!') })
  fc.assert(
    fc.property(text, text, (value, body) => {
      const words = wordsOf(toCurl('https://bot.example/?a=1&b=2', { 'x-note': value }, body))
      expect(words).toEqual([
        '-X',
        'POST',
        'https://bot.example/?a=1&b=2',
        '-H',
        `x-note: ${value}`,
        '--data-binary',
        body,
      ])
    }),
    { numRuns: 20 },
  )
  // It starts a shell each time.
}, 60_000)

test('what curl says itself is left out', () => {
  expect(toCurl('https://bot.example/', { host: 'bot.example', 'Content-Length': '3' }, null)).toBe(
    "curl -X POST 'https://bot.example/'",
  )
})

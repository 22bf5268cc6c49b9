import { afterEach } from 'vitest'

/**
 * An error or a warning on the console that the test did not expect fails it. A test that expects one takes it with
 * `vi.spyOn(console, 'error').mockImplementation(() => {})` and looks at the spy.
 */
const unexpected: string[] = []

for (const method of ['error', 'warn'] as const) {
  const original = console[method]
  console[method] = (...args: unknown[]) => {
    unexpected.push(`console.${method}: ${args.map(String).join(' ')}`)
    original(...args)
  }
}

afterEach(() => {
  const lines = unexpected.splice(0)
  if (lines.length > 0) throw new Error(`Unexpected on the console:\n${lines.join('\n')}`)
})

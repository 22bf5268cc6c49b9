import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { runCommand } from '../support/run-command.ts'
import { tempFolder } from '../support/temp-folder.ts'

const made = ['node_modules/.todoku-install', 'lib/storage/generated/client.ts', 'dist/todoku.js', '.next/BUILD_ID']

it('a second start repeats nothing and is ready within 3 s, and npm passes SIGTERM on', async () => {
  const env = { DATA_DIR: tempFolder(), PORT: '0' }
  const first = runCommand('npm', ['start'], env)
  await first.until(/Todoku is ready/)
  expect(first.output()).toMatch(/\[4\/6\] Database migrations: applied \d/)
  first.child.kill('SIGTERM')
  expect(await first.exit).toBe(0)

  const before = made.map(changedAt)
  const second = runCommand('npm', ['start'], env)
  const readyMs = await second.until(/Todoku is ready: http:\/\/127\.0\.0\.1:\d+\n/)
  for (const step of [1, 2, 3, 5]) expect(second.output()).toMatch(new RegExp(`\\[${step}/6\\] .*: done before`))
  expect(second.output()).toContain('[4/6] Database migrations: none to apply')
  expect(second.output()).toMatch(/^Set up the first administrator: http:\/\/127\.0\.0\.1:\d+\/set-up\?token=\S{16,}$/m)
  expect(made.map(changedAt)).toEqual(before)

  const url = /is ready: (\S+)/.exec(second.output())?.[1]
  second.child.kill('SIGTERM')
  expect(await second.exit).toBe(0)
  await expect(fetch(`${url}/api/health`)).rejects.toThrow()
  expect(readyMs).toBeLessThan(3_000)
})

function changedAt(path: string) {
  return statSync(join(fileURLToPath(new URL('../..', import.meta.url)), path)).mtimeMs
}

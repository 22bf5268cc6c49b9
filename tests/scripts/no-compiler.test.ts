import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { runCommand } from '../support/run-command.ts'
import { tempFolder } from '../support/temp-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

it('says what to install when the SQLite binary can be neither fetched nor compiled', async () => {
  const { folder, env } = copyOfRepository("process.exit(process.argv[2] === 'ci' ? 0 : 1)")
  const start = runCommand(process.execPath, ['scripts/start.js'], env, folder)
  expect(await start.exit).toBe(1)
  expect(start.output()).toContain('[1/6] Installing packages (about a minute')
  expect(start.output()).toContain('compiling it needs what is not here: python3, make, c++.')
  expect(start.output()).toContain('apt-get install -y python3 make g++')
  expect(start.output()).not.toContain('    at ')
})

it('passes on what npm says when the packages cannot be installed', async () => {
  const { folder, env } = copyOfRepository("console.error('npm error ENOTFOUND'); process.exit(1)")
  const start = runCommand(process.execPath, ['scripts/start.js'], env, folder)
  expect(await start.exit).toBe(1)
  expect(start.output()).toContain('npm could not install the packages:\n\nnpm error ENOTFOUND')
})

/** A clone in which npm is the given script, and no program but Node is in the path. */
function copyOfRepository(npm: string) {
  const folder = tempFolder()
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  symlinkSync(process.execPath, join(programs, 'node'))
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true })
  for (const name of ['package.json', 'package-lock.json']) cpSync(join(root, name), join(folder, name))
  writeFileSync(join(folder, 'npm.cjs'), npm)
  return { folder, env: { PATH: programs, npm_execpath: join(folder, 'npm.cjs') } }
}

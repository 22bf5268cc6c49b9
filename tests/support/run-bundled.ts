import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles a script of the tests, so that it can run in a process of its own; beside node_modules, where it finds what it
 * imports. It goes with this process. @returns the file
 */
export async function bundleScript(script: string): Promise<string> {
  const folder = `${root}node_modules/.cache/todoku-tests`
  mkdirSync(folder, { recursive: true })
  const outfile = `${folder}/${script.replaceAll(/\W+/g, '-')}-${process.pid}.mjs`
  await build({
    entryPoints: [root + script],
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  process.once('exit', () => rmSync(outfile, { force: true }))
  return outfile
}

/** Runs a bundled script with messages to and from it. */
export function runScript(file: string, args: string[]): ChildProcess {
  return fork(file, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
}

import { existsSync, rmSync } from 'node:fs'
import { inRoot } from './root.js'
import { hashInputs, isStamped, writeStamp } from './stamps.js'

const stamp = 'dist/.stamp'
const entries = {
  settings: 'lib/settings.ts',
  todoku: 'lib/cli/main.ts',
  'practice-bot': 'lib/practice-bot/main.ts',
  sender: 'lib/sender/thread-main.ts',
  worker: 'lib/runtime/open-worker.ts',
}

/** @type {import('./setup.js').Step} */
export const bundle = {
  title: 'Bundling the command line, the sender, the worker and the practice bot',
  hash: () => hashInputs(['lib', 'scripts/bundle.js', 'tsconfig.json', 'package-lock.json']),
  isDone: (hash) => isStamped(stamp, hash),
  async make(hash) {
    const { build } = await import('esbuild')
    rmSync(inRoot('dist'), { recursive: true, force: true })
    await build({
      entryPoints: Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(inRoot(path)))),
      absWorkingDir: inRoot(),
      outdir: 'dist',
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: 'inline',
      logLevel: 'warning',
    })
    writeStamp(stamp, hash)
  },
}

/**
 * The settings, as lib/settings.ts parses them. The bundle must have been made.
 * @returns {Promise<import('../lib/settings.ts').Settings>}
 */
export async function readSettings(env = process.env) {
  const settings = await import('../dist/settings.js')
  return settings.readSettings(env)
}

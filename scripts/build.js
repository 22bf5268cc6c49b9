import { rmSync } from 'node:fs'
import { StartFailure } from './failure.js'
import { inRoot } from './root.js'
import { run } from './run.js'
import { hashInputs, isStamped, removeStamp, writeStamp } from './stamps.js'

const stamp = '.next/todoku-stamp'
const inputs = [
  ...['app', 'components', 'lib', 'prisma', 'public', 'instrumentation.ts', 'proxy.ts'],
  ...['next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json'],
]

/** @type {import('./setup.js').Step} */
export const build = {
  title: 'Building the console (about 30 s)',
  hash: () => hashInputs(inputs, { except: ['lib/cli'] }),
  isDone: (hash) => isStamped(stamp, hash),
  async make(hash) {
    removeStamp(stamp)
    let result = await buildOnce()
    if (result.code !== 0) {
      // Turbopack keeps a failure in its cache, and then every later build fails.
      rmSync(inRoot('.next'), { recursive: true, force: true })
      result = await buildOnce()
    }
    if (result.code !== 0) throw new StartFailure('step_failed', `The console could not be built:\n\n${result.output}`)
    writeStamp(stamp, hash)
  },
}

const buildOnce = () =>
  run(process.execPath, [inRoot('node_modules/next/dist/bin/next'), 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })

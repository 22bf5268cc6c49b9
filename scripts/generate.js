import { StartFailure } from './failure.js'
import { inRoot } from './root.js'
import { run } from './run.js'
import { hashInputs, isStamped, writeStamp } from './stamps.js'

const stamp = 'lib/storage/generated/.stamp'
// With the engine replaced by a program that does nothing, `migrate` and `db push` would say "done" and do nothing.
const verbs = ['generate', 'validate', 'format']

/** @type {import('./setup.js').Step} */
export const generate = {
  title: 'Generating the database client',
  hash: () => hashInputs(['prisma', 'prisma.config.ts', 'package-lock.json'], { except: ['prisma/migrations'] }),
  isDone: (hash) => isStamped(stamp, hash),
  async make(hash) {
    const { code, output } = await runPrisma('generate')
    if (code !== 0) throw new StartFailure('step_failed', `The database client could not be generated:\n\n${output}`)
    writeStamp(stamp, hash)
  },
}

/**
 * Runs a verb of Prisma's command line that needs no engine, without the engine's download.
 * @param {string} verb generate, validate or format
 * @returns {Promise<{ code: number, output: string }>}
 * @throws {StartFailure} step_failed for another verb
 */
export async function runPrisma(verb) {
  if (!verbs.includes(verb))
    throw new StartFailure('step_failed', `Only ${verbs.join(', ')} work without Prisma's engine.`)
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  return run(process.execPath, [inRoot('node_modules/prisma/build/index.js'), verb], { env })
}

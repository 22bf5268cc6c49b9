import { isAbsolute, join, relative, resolve } from 'node:path'
import { StartFailure } from './failure.js'

/**
 * The settings that are needed before the application is loaded; lib/settings.ts parses all of them. Empty is unset.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ host: string, port: number, dataDir: string, databaseFile: string, baseUrl: string | undefined }}
 *   absolute paths; port 0 is a free one
 * @throws {StartFailure} bad_setting
 */
export function readEnvironment(env) {
  const port = env.PORT ? Number(env.PORT) : 3000
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new StartFailure('bad_setting', `PORT must be a number from 0 to 65535, but is "${env.PORT}".`)
  }
  const dataDir = resolve(env.DATA_DIR || './data')
  return {
    host: env.HOST || '127.0.0.1',
    port,
    dataDir,
    databaseFile: databaseFile(env.DATABASE_URL, dataDir),
    baseUrl: env.BASE_URL?.replace(/\/+$/, '') || undefined,
  }
}

// One lock guards DATA_DIR, so that a database elsewhere would be guarded by none.
function databaseFile(url, dataDir) {
  if (!url) return join(dataDir, 'todoku.db')
  if (!url.startsWith('file:')) {
    throw new StartFailure(
      'bad_setting',
      'DATABASE_URL must be a "file:" inside DATA_DIR; this version knows no other database.',
    )
  }
  const file = resolve(dataDir, url.slice('file:'.length))
  const inside = relative(dataDir, file)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
    throw new StartFailure('bad_setting', `DATABASE_URL names ${file}, which is not inside DATA_DIR (${dataDir}).`)
  }
  return file
}

import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { StartFailure } from './failure.js'

/**
 * Makes DATA_DIR (0700) and the database file (0600) where they are missing.
 * @param {{ dataDir: string, databaseFile: string }} paths
 * @throws {StartFailure} bad_setting, data_dir_not_writable
 */
export function prepareDataDir({ dataDir, databaseFile }) {
  // One lock guards DATA_DIR, so that a database elsewhere would be guarded by none.
  if (!databaseFile.startsWith(dataDir + sep)) {
    const message = `DATABASE_URL names ${databaseFile}, which is not inside DATA_DIR (${dataDir}). Correct or unset it.`
    throw new StartFailure('bad_setting', message)
  }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // A folder that holds other things already is not ours to close.
    const names = readdirSync(dataDir)
    if (names.length === 0 || names.includes('todoku.lock')) chmodSync(dataDir, 0o700)
    mkdirSync(dirname(databaseFile), { recursive: true, mode: 0o700 })
    closeSync(openSync(databaseFile, 'a', 0o600))
    chmodSync(databaseFile, 0o600)
    const probe = join(dataDir, `.todoku-probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StartFailure(
      'data_dir_not_writable',
      [
        `Todoku cannot write to DATA_DIR (${dataDir}): ${error.code ?? error.message}.`,
        `It must be a folder that this user${userName()} may write to. Set DATA_DIR to another one, or change its owner.`,
      ].join('\n'),
    )
  }
}

/**
 * Takes DATA_DIR for this process. What holds it is a lock of the operating system on an open file, which goes with the
 * process however it ends.
 * @param {string} dataDir
 * @returns {() => void} gives it back
 * @throws {StartFailure} data_dir_in_use
 */
export function lockDataDir(dataDir) {
  const Database = createRequire(import.meta.url)('better-sqlite3')
  const pidFile = join(dataDir, 'todoku.pid')
  const lock = new Database(join(dataDir, 'todoku.lock'), { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!String(error.code).startsWith('SQLITE_BUSY')) throw error
    throw new StartFailure(
      'data_dir_in_use',
      `Another Todoku${ownerOf(pidFile)} is using DATA_DIR (${dataDir}). Stop it first, or give this one a DATA_DIR of its own.`,
    )
  }
  chmodSync(join(dataDir, 'todoku.lock'), 0o600)
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 })
  return () => {
    rmSync(pidFile, { force: true })
    lock.close()
  }
}

function ownerOf(pidFile) {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()}, since ${statSync(pidFile).mtime.toISOString()})`
  } catch {
    return ''
  }
}

const userName = () => (process.getuid ? ` (uid ${process.getuid()})` : '')

import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, sep } from 'node:path'
import { StartFailure } from './failure.js'

/**
 * Makes DATA_DIR (0700) and the database file (0600) where they are missing.
 * @param {{ dataDir: string, databaseFile: string }} paths
 * @returns {string[]} the folders whose locks keep others away from DATA_DIR and from the database: the real ones, so
 *   that a file meets the same lock by whatever path it is named
 * @throws {StartFailure} bad_setting, data_dir_not_writable
 */
export function prepareDataDir({ dataDir, databaseFile }) {
  try {
    makeFolder(dataDir)
    if (!statSync(dataDir).isDirectory()) {
      const message = `DATA_DIR (${dataDir}) is not a folder. Set DATA_DIR to one, or remove what is in its place.`
      throw new StartFailure('data_dir_not_writable', message)
    }
    const folder = realpathSync(dataDir)
    const file = realPathOf(databaseFile)
    if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
      const where = file === databaseFile ? file : `${databaseFile} (really ${file})`
      const message = `The database ${where} is not inside DATA_DIR (${dataDir}). Put it there, or correct DATABASE_URL.`
      throw new StartFailure('bad_setting', message)
    }
    // A folder that holds other things already is not ours to close.
    const names = readdirSync(folder)
    if (names.length === 0 || Object.values(roleFiles).some((name) => names.includes(`${name}.lock`)))
      closeFolder(folder)
    makeFolder(dirname(file))
    // Not through a link that leads to nothing yet, which nobody has looked at.
    closeSync(openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW, 0o600))
    chmodSync(file, 0o600)
    const probe = join(folder, `.todoku-probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return [...new Set([folder, dirname(file)])]
  } catch (error) {
    if (error instanceof StartFailure) throw error
    throw new StartFailure(
      'data_dir_not_writable',
      [
        `Todoku cannot write to DATA_DIR (${dataDir}): ${error.code ?? error.message}.`,
        `It must be a folder that this user${userName()} may write to. Set DATA_DIR to another one, or change its owner.`,
      ].join('\n'),
    )
  }
}

/** `mkdir -p`. Node's own never returns where a folder is there and nothing can be made in it (/proc; Node 20.20). */
function makeFolder(path) {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (error.code !== 'EEXIST' || !existsSync(path)) throw error
  }
}

/** How the lock of a role is called. */
const roleFiles = { web: 'todoku', worker: 'todoku-worker' }

/** The real path of a file that need not be there yet. */
function realPathOf(path) {
  try {
    return realpathSync(path)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return join(realPathOf(dirname(path)), basename(path))
  }
}

/** Only its owner may change a folder's mode; that of a container's volume is often somebody else. */
function closeFolder(folder) {
  try {
    chmodSync(folder, 0o700)
  } catch (error) {
    if (error.code !== 'EPERM') throw error
  }
}

/**
 * Takes the folders that `prepareDataDir` answered for this process. There is one web server and one worker of a database;
 * the role `all` is both.
 * @param {string[]} folders
 * @param {'all' | 'web' | 'worker'} role
 * @returns {() => void} gives them back
 * @throws {StartFailure} data_dir_in_use
 */
export function lockFolders(folders, role) {
  const names = role === 'all' ? Object.values(roleFiles) : [roleFiles[role]]
  const taken = []
  const unlock = () => {
    for (const giveBack of taken) giveBack()
  }
  try {
    for (const folder of folders) for (const name of names) taken.push(lockFolder(folder, name))
  } catch (error) {
    unlock()
    throw error
  }
  return unlock
}

// What holds it is a lock of the operating system on an open file, which goes with the process however it ends.
function lockFolder(folder, name) {
  const Database = createRequire(import.meta.url)('better-sqlite3')
  const pidFile = join(folder, `${name}.pid`)
  const lock = new Database(join(folder, `${name}.lock`), { timeout: 0 })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!String(error.code).startsWith('SQLITE_BUSY')) throw error
    throw new StartFailure(
      'data_dir_in_use',
      `Another Todoku${ownerOf(pidFile)} is using ${folder}. Stop it first, or give this one a DATA_DIR of its own.`,
    )
  }
  chmodSync(join(folder, `${name}.lock`), 0o600)
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

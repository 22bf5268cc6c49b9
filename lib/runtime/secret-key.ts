import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '@/lib/domain/errors.ts'
import type { Settings } from '@/lib/settings.ts'

/**
 * Opens what is sealed with the secret key: the environment's, else the 0600 file `secret-key` in DATA_DIR, which the
 * first start makes. A new key is kept only when `open` accepts it, so that none is ever made beside data of another.
 * @throws StartError `secret_key_missing`, `secret_key_wrong` or `data_dir_not_writable`.
 */
export async function withSecretKey<T>(
  settings: Pick<Settings, 'dataDir' | 'secretKey'>,
  open: (key: Buffer) => Promise<T>,
): Promise<T> {
  const file = join(settings.dataDir, 'secret-key')
  const known = settings.secretKey ?? readKey(file)
  if (known !== null) return opened(known, open, () => wrongKey(settings.secretKey ? 'TODOKU_SECRET_KEY' : file))

  // A crash between `open` and the rename leaves the key under this name, where the next start finds it.
  const beside = `${file}.new`
  const key = readKey(beside) ?? makeKey(beside)
  const result = await opened(key, open, () => {
    rmSync(beside, { force: true })
    return missingKey(file)
  })
  keep(beside, file)
  return result
}

async function opened<T>(key: Buffer, open: (key: Buffer) => Promise<T>, refusal: () => StartError): Promise<T> {
  try {
    return await open(key)
  } catch (error) {
    throw isCode(error, 'secret_key_wrong') ? refusal() : error
  }
}

function readKey(file: string): Buffer | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw new StartError('data_dir_not_writable', `The secret key ${file} cannot be read. Give it to this user.`, error)
  }
  const key = Buffer.from(text, 'base64')
  if (key.length === 32) return key
  throw new StartError('secret_key_wrong', `${file} does not hold 32 bytes as base64. Put the right file back.`)
}

/** A command line that starts at the same moment may have made one just now: then that one counts. */
function makeKey(file: string): Buffer {
  const key = randomBytes(32)
  try {
    writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return key
  } catch (error) {
    const other = isCode(error, 'EEXIST') ? readKey(file) : null
    if (other) return other
    throw new StartError('data_dir_not_writable', `The secret key ${file} cannot be written. Check DATA_DIR.`, error)
  }
}

function keep(beside: string, file: string): void {
  try {
    renameSync(beside, file)
  } catch (error) {
    if (!isCode(error, 'ENOENT') || readKey(file) === null) throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function wrongKey(where: string): StartError {
  return new StartError(
    'secret_key_wrong',
    `The database holds data sealed with another secret key than ${where}. Put the right key back.`,
  )
}

function missingKey(file: string): StartError {
  return new StartError(
    'secret_key_missing',
    `The database holds sealed data, but its secret key is missing. Put ${file} back, or set TODOKU_SECRET_KEY.`,
  )
}

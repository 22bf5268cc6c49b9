import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { StartError } from '@/lib/domain/errors.ts'
import { withSecretKey } from '@/lib/runtime/secret-key.ts'
import { tempFolder } from '../../support/temp-folder.ts'

let dataDir: string
let file: string
beforeEach(async () => {
  dataDir = await tempFolder()
  file = join(dataDir, 'secret-key')
})

const accept = async (key: Buffer) => key
const refuse = async () => {
  throw Object.assign(new Error('sealed with another'), { code: 'secret_key_wrong' })
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof StartError ? error.code : error),
  )

test('the first start makes a key that only its owner may read, and later ones keep it', async () => {
  const first = await withSecretKey({ dataDir, secretKey: null }, accept)
  expect(first).toHaveLength(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await withSecretKey({ dataDir, secretKey: null }, accept)).toEqual(first)
})

test('no key is left where the database refuses it', async () => {
  expect(await codeOf(withSecretKey({ dataDir, secretKey: null }, refuse))).toBe('secret_key_missing')
  expect(existsSync(file)).toBe(false)
  expect(existsSync(`${file}.new`)).toBe(false)
})

test('a crash before the key got its name does not lose it', async () => {
  const made = await withSecretKey({ dataDir, secretKey: null }, accept)
  writeFileSync(`${file}.new`, readFileSync(file))
  rmSync(file)
  expect(await withSecretKey({ dataDir, secretKey: null }, accept)).toEqual(made)
  expect(existsSync(file)).toBe(true)
})

test('another key than the data was sealed with is wrong, not missing', async () => {
  expect(await codeOf(withSecretKey({ dataDir, secretKey: Buffer.alloc(32) }, refuse))).toBe('secret_key_wrong')
  writeFileSync(file, Buffer.alloc(32).toString('base64'))
  expect(await codeOf(withSecretKey({ dataDir, secretKey: null }, refuse))).toBe('secret_key_wrong')
})

test('a file that holds no key is refused, and left as it is', async () => {
  writeFileSync(file, 'not a key')
  expect(await codeOf(withSecretKey({ dataDir, secretKey: null }, accept))).toBe('secret_key_wrong')
  expect(readFileSync(file, 'utf8')).toBe('not a key')
})

test('the key of the environment makes no file', async () => {
  await withSecretKey({ dataDir, secretKey: Buffer.alloc(32, 1) }, accept)
  expect(existsSync(file)).toBe(false)
})

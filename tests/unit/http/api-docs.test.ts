import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ERROR_CODES, ITEM_ERROR_CODES } from '@/lib/domain/errors.ts'
import { ERROR_STATUS } from '@/lib/http/error-status.ts'
import { OPERATIONS } from '@/lib/http/operations.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')
const docs = read('docs/api.md')
/** The cells of the table rows after a heading row that begins with these words. */
const rowsOf = (head: string) => {
  const lines = docs.split('\n')
  const first = lines.findIndex((line) => line.startsWith(`| ${head} |`)) + 2
  const end = lines.findIndex((line, index) => index >= first && !line.startsWith('|'))
  return lines.slice(first, end === -1 ? undefined : end).map((line) => line.split('|').map((cell) => cell.trim()))
}
const code = (cell = '') => cell.replaceAll('`', '')

test('every code is listed with its status, and no other', () => {
  const listed = rowsOf('code').map(([, name, status]) => [code(name), Number(status)])
  expect(Object.fromEntries(listed)).toEqual(ERROR_STATUS)
  expect(listed).toHaveLength(ERROR_CODES.length)
})

test('every code of an item is listed, and no other', () => {
  expect(rowsOf('code of an item').map(([, name]) => code(name))).toEqual([...ITEM_ERROR_CODES])
})

test('every operation is named', () => {
  for (const { path } of OPERATIONS) expect(docs, path).toContain(path)
})

test('every variable that is read is listed, and no other', () => {
  const known = [...read('lib/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
  const listed = rowsOf('variable').flatMap(([, names = '']) => code(names).split(', '))
  expect(known.length).toBeGreaterThan(10)
  expect(listed.sort()).toEqual(known.sort())
})

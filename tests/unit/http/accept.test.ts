import { expect, it } from 'vitest'
import { preferredType } from '@/lib/http/accept.ts'

it.each([
  [null, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/html', 'application/json'],
  ['text/csv', 'text/csv'],
  ['Text/CSV; charset=utf-8', 'text/csv'],
  ['text/*', 'text/csv'],
  ['text/csv, */*', 'text/csv'],
  ['*/*, text/csv', 'text/csv'],
  ['text/csv;q=0', 'application/json'],
  ['text/csv;q=nonsense', 'application/json'],
  ['application/json, text/csv;q=0.1', 'application/json'],
  ['application/json;q=0.1, text/csv;q=0.2', 'text/csv'],
  ['application/json, text/csv', 'application/json'],
  ['text/csv, application/json', 'text/csv'],
  ['*/*;q=0.9, text/csv;q=0.1', 'application/json'],
])('Accept: %s gets %s', (accept, wanted) => {
  expect(preferredType(accept, ['application/json', 'text/csv'])).toBe(wanted)
})

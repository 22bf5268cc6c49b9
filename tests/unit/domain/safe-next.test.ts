import { describe, expect, test } from 'vitest'
import { safeNext } from '@/app/(access)/sign-in/safe-next.ts'

describe('where to go after signing in', () => {
  test.each(['/', '/channels/abc/statistics?cause=request_timeout', '/keys#new'])('keeps %s', (path) => {
    expect(safeNext(path)).toBe(path)
  })
  test.each([
    undefined,
    ['/a', '/b'],
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example',
    '/..//evil.example/',
    'javascript:alert(1)',
    '/api/auth/sign-out',
  ])('refuses %j', (next) => {
    expect(safeNext(next)).toBe('/')
  })
})

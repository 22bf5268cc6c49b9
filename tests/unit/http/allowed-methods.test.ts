import { expect, it } from 'vitest'
import { allowedMethods } from '@/lib/http/allowed-methods.ts'

it.each([
  ['/api/v1/channels', ['GET', 'POST']],
  ['/api/v1/channels/', ['GET', 'POST']],
  ['/api/v1/channels/any', ['DELETE', 'GET', 'PATCH']],
  ['/api/v1/channels/any/verify', ['POST']],
  ['/api/v1/nothing', []],
  ['/api', []],
])('%s has %j', (path, methods) => {
  expect(allowedMethods(path).sort()).toEqual(methods)
})

import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { describeApi } from '@/lib/http/describe-api.ts'
import { OPERATIONS } from '@/lib/http/operations.ts'

test('the linter finds nothing in the document', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // Health and readiness read nothing of a request that could be wrong; the test below names them.
      'operation-4xx-response': 'off',
      // Not among the recommended ones.
      'no-unused-components': 'error',
      'operation-tag-defined': 'error',
      'tag-description': 'error',
    },
  })
  const found = await lintFromString({ source: JSON.stringify(describeApi(6_000)), config })
  expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([])
})

test('only health and readiness refuse nothing', () => {
  const document = describeApi(6_000)
  const refusing = OPERATIONS.filter(({ method, path }) => {
    const statuses = Object.keys(document.paths?.[path]?.[method]?.responses ?? {})
    return statuses.some((status) => status.startsWith('4'))
  })
  expect(OPERATIONS.filter((operation) => !refusing.includes(operation)).map(({ id }) => id)).toEqual([
    'getHealth',
    'getReadiness',
  ])
})

test('every example of a body is one that is accepted, and each operation that needs a body has one', () => {
  for (const { id, body, bodyOptional, example } of OPERATIONS) {
    if (body && !bodyOptional) expect(example, id).toBeDefined()
    if (example) expect(body?.safeParse(example).success, id).toBe(true)
  }
})

test('every operation has an id of its own and says its limits', () => {
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length)
  const limitOf = (path: string, method: 'get' | 'post') =>
    Reflect.get(describeApi(30).paths?.[path]?.[method] ?? {}, 'x-ratelimit')
  const key = { per: 'minute', of: 'key' }
  expect(limitOf('/api/v1/channels', 'get')).toEqual([{ most: 30, ...key }])
  expect(limitOf('/api/v1/channels/{channelId}/attempts', 'post')).toEqual([{ most: 300, ...key }])
  expect(limitOf('/api/v1/channels/{channelId}/verify', 'post')).toEqual([
    { most: 30, ...key },
    { most: 600, ...key },
  ])
  expect(limitOf('/v2/bot/channel/webhook/test', 'post')).toEqual([{ most: 60, per: 'hour', of: 'channel' }])
  expect(limitOf('/api/health', 'get')).toBeUndefined()
})

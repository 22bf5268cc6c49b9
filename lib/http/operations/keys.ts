import { MEDIA, type Operation } from '../operation.ts'
import { createdKeyAnswer, createKeyBody, keysAnswer, keysQuery, revokedKeyAnswer } from '../schemas/key.ts'

/** API keys. */
export const KEYS_OPERATIONS: readonly Operation[] = [
  {
    id: 'listKeys',
    method: 'get',
    path: '/api/v1/keys',
    summary: 'List API keys',
    status: 200,
    query: keysQuery,
    table: true,
    answer: keysAnswer,
    refusals: [400, 401],
  },
  {
    id: 'createKey',
    method: 'post',
    path: '/api/v1/keys',
    summary: 'Make an API key',
    status: 201,
    body: createKeyBody,
    example: { name: 'Importer', scopes: ['attempts:write'] },
    answer: createdKeyAnswer,
    refusals: [400, 401, 403, 404, ...MEDIA],
  },
  {
    id: 'revokeKey',
    method: 'delete',
    path: '/api/v1/keys/{keyId}',
    summary: 'Revoke an API key',
    status: 200,
    answer: revokedKeyAnswer,
    refusals: [401, 403, 404],
  },
]

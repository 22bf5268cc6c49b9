import { z } from 'zod'
import { isoTime, message } from './common.ts'

export const scope = z.enum([
  'attempts:write',
  'deliveries:write',
  'statistics:read',
  'channel:manage',
  'channels:manage',
])

export const createKeyBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    channelId: z.string().min(1).max(64).optional().meta({ description: 'Absent: a key to the whole instance' }),
    scopes: z.array(scope).min(1).optional().meta({ description: 'Absent: all of its kind' }),
  })
  .meta({ id: 'CreateKey' })

export const key = z
  .object({
    id: z.string(),
    name: z.string(),
    channelId: z.string().nullable(),
    scopes: z.array(scope),
    prefix: z.string(),
    createdAt: isoTime,
    lastUsedAt: isoTime.nullable(),
    revokedAt: isoTime.nullable(),
  })
  .meta({ id: 'Key' })
export type KeyAnswer = z.infer<typeof key>

export const keysQuery = z.object({
  channelId: z.string().max(64).optional().meta({ description: 'Only the keys of this channel' }),
  revoked: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .optional()
    .meta({ description: 'Only those that were revoked, or that were not' }),
})

export const createdKeyAnswer = z.object({
  message,
  key,
  secret: z.string().meta({ description: 'The key itself, only in this answer' }),
})
export const keysAnswer = z.object({ message, keys: z.array(key) })
export const revokedKeyAnswer = z.object({ message })

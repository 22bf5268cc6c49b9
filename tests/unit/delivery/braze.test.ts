import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brazeCall, brazeVerification } from '@/lib/delivery/braze-request.ts'
import { decodeBody } from '@/lib/delivery/decode-body.ts'
import { namedSendOf } from '@/lib/delivery/named-send.ts'
import { classify } from '@/lib/domain/classification.ts'
import { nextAttemptAt } from '@/lib/domain/redelivery-schedule.ts'

const channel = { restEndpoint: 'https://rest.example' }
const secrets = { channelSecret: null, signing: [], apiKey: 'of-the-channel' }
const body = Buffer.from('{}')

describe('a call of the queue', () => {
  it('goes to the endpoint with the path and the key', () => {
    expect(brazeCall(channel, secrets, { path: '/users/track?a=b', body })).toEqual({
      url: 'https://rest.example/users/track?a=b',
      method: 'POST',
      headers: { authorization: 'Bearer of-the-channel', 'content-type': 'application/json' },
      body,
    })
  })

  it.each([
    [{ restEndpoint: null }, secrets, '/x'],
    [channel, { ...secrets, apiKey: null }, '/x'],
    [channel, secrets, '.evil.example/'],
  ])('is none for %j', (to, known, path) => {
    expect(brazeCall(to, known, { path, body })).toBeNull()
  })

  it('is verified by reading', () => {
    const { method, url } = brazeVerification('https://rest.example', secrets)
    expect([method, url]).toEqual(['GET', 'https://rest.example/campaigns/list?page=0'])
  })
})

describe('a call that failed', () => {
  const policy = { redelivery: true, redeliveryFirstMs: 10_000, redeliveryWindowMs: 86_400_000 }
  const next = (status: number, kind: 'braze' | 'line', retryAfter: string | null = null) => {
    const ended = { queuedAtMs: 0, endedAtMs: 1_000, tries: 1, retryAfter }
    return nextAttemptAt({ ...policy, kind }, { ...ended, outcome: classify({ status }, kind) }, 0.5)
  }

  it('is made again after 429 and 5xx alone', () => {
    for (const status of [429, 500, 502, 503, 504, 599]) expect(next(status, 'braze')).toBe(11_000)
    for (const status of [301, 400, 401, 403, 404, 408, 410, 415, 499, 600]) expect(next(status, 'braze')).toBeNull()
    for (const status of [400, 404, 503]) expect(next(status, 'line')).toBe(11_000)
  })

  it('minds Retry-After', () => {
    expect(next(429, 'braze', '60')).toBe(61_000)
  })

  it('is made again when there was no answer', () => {
    const outcome = classify({ error: { code: 'ETIMEDOUT', phase: 'response' } }, 'braze')
    const ended = { queuedAtMs: 0, endedAtMs: 1_000, tries: 1, retryAfter: null, outcome }
    expect(nextAttemptAt({ ...policy, kind: 'braze' }, ended, 0.5)).toBe(11_000)
  })
})

describe('what a body names', () => {
  it.each([
    ['{"send_id":"s","campaign_id":"c"}', { sendId: 's', campaignId: 'c' }],
    ['{"send_id":7,"campaign_id":null}', { sendId: null, campaignId: null }],
    [`{"send_id":"${'s'.repeat(65)}"}`, { sendId: null, campaignId: null }],
    ['{"send_id":"with\\nline"}', { sendId: null, campaignId: null }],
    ['["send_id"]', { sendId: null, campaignId: null }],
    ['null', { sendId: null, campaignId: null }],
    ['', { sendId: null, campaignId: null }],
  ])('in %s is %j', (text, named) => {
    expect(namedSendOf(Buffer.from(text))).toEqual(named)
  })
})

describe('a coded answer', () => {
  it('is undone to be read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        for (const [coding, code] of [
          ['gzip', gzipSync],
          ['GZip ', gzipSync],
          ['deflate', deflateSync],
          ['br', brotliCompressSync],
        ] as const) {
          expect(Buffer.from(decodeBody(code(bytes), coding) ?? 'nothing')).toEqual(Buffer.from(bytes))
        }
        expect(decodeBody(bytes, undefined)).toBe(bytes)
      }),
      { numRuns: 20 },
    )
  })

  it('says nothing when it is broken, coded otherwise, or too large', () => {
    expect(decodeBody(Buffer.from('no gzip'), 'gzip')).toBeNull()
    expect(decodeBody(Buffer.from('x'), 'zstd')).toBeNull()
    expect(decodeBody(gzipSync(Buffer.alloc(2 * 1024 * 1024)), 'gzip')).toBeNull()
    expect(decodeBody(null, 'gzip')).toBeNull()
  })
})

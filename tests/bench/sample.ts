import { randomUUID } from 'node:crypto'
import { ulid } from 'ulid'
import { classify } from '@/lib/domain/classification.ts'
import type { NewAttempt } from '@/lib/storage/new-attempt.ts'

const ARRIVED = classify({ status: 200 })
const FAILURES = [
  classify({ error: { code: 'ETIMEDOUT', phase: 'response' } }),
  classify({ status: 503 }),
  classify({ status: 404 }),
]

/** One of every 33 fails. */
export function sampleAttempt(channelNo: number, startedAtMs: number, index: number): NewAttempt {
  const failure = index % 33 === 0 ? FAILURES[(index / 33) % FAILURES.length] : undefined
  return {
    channelNo,
    id: randomUUID(),
    startedAtMs,
    durationMs: 20 + ((index * 7919) % 1500),
    purpose: 'delivery',
    webhookEventId: ulid(startedAtMs),
    sendId: null,
    campaignId: null,
    url: 'https://bot.example/hook',
    deliveryNo: null,
    delivery: null,
    judged: failure ?? ARRIVED,
    facts: null,
    error: failure?.status === null ? { code: 'ETIMEDOUT', phase: 'response' } : null,
    requestBody: null,
    reportHash: null,
  }
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

import { describe, expect, it } from 'vitest'
import { claimDeliveries, findWaitingChannels } from '@/lib/storage/claim-deliveries.ts'
import { type AttemptFilter, findAttempts } from '@/lib/storage/find-attempts.ts'
import { findDeliveries } from '@/lib/storage/find-deliveries.ts'
import { findLastArrivals } from '@/lib/storage/find-last-arrivals.ts'
import { Prisma, type PrismaClient } from '@/lib/storage/generated/client.ts'
import type { Storage } from '@/lib/storage/open-storage.ts'
import { skipOverdue } from '@/lib/storage/skip-overdue.ts'
import { sqlite } from './sqlite-engine.ts'
import { makeWorld } from './world.ts'

/** How SQLite goes about what is asked, a text for each query. */
async function plansOf(ask: (db: PrismaClient) => Promise<unknown>): Promise<string[]> {
  const { read } = (await makeWorld(sqlite)).ctx.storage
  const plans: string[] = []
  const $queryRaw = async (texts: TemplateStringsArray, ...values: unknown[]) => {
    const { sql, values: bound } = Prisma.sql(texts, ...values)
    const steps = await read.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, ...bound)
    plans.push(steps.map(({ detail }) => detail).join('\n'))
    return []
  }
  await ask(Object.create(read, { $queryRaw: { value: $queryRaw } }))
  return plans
}

const ANY: AttemptFilter = {
  fromMs: null,
  toMs: null,
  causes: [],
  reasons: [],
  statusClass: null,
  purpose: null,
  state: null,
  webhookEventId: null,
  sendNos: null,
}
/** Not the last term alone: of one millisecond only. */
const SORTED = /TEMP B-TREE FOR ORDER BY/

describe('a page is read along an index and nothing is sorted for it', () => {
  it.each<[string, Partial<AttemptFilter>, RegExp]>([
    ['all attempts', {}, /SEARCH attempts USING PRIMARY KEY \(channelNo=\?/],
    ['failures', { state: 'failed' }, /INDEX attempts_failed \(channelNo=\?/],
    ['a send', { sendNos: [3] }, /INDEX attempts_sendNo \(sendNo=\?/],
    ['failures of sends', { sendNos: [3, 4], state: 'failed' }, /INDEX attempts_sendNo \(sendNo=\?/],
  ])('of %s', async (_, filter, way) => {
    for (const after of [null, { startedAtMs: 5, channelNo: 1, idHex: '00' }]) {
      const plans = await plansOf((db) => findAttempts(db, 1, { ...ANY, ...filter }, { after, limit: 3 }))
      expect(plans).toHaveLength(filter.sendNos?.length ?? 1)
      for (const plan of plans) {
        expect(plan).toMatch(way)
        if (after !== null) expect(plan).toMatch(/^SEARCH attempts [^\n]*=\? AND \(?startedAtMs[^\n]*</)
        expect(plan).not.toMatch(SORTED)
      }
    }
  })

  it.each<[string, Partial<Parameters<typeof findDeliveries>[1]>, RegExp[]]>([
    ['all deliveries', {}, [/deliveries_channelNo_createdAtMs_idx \(channelNo=\?/]],
    ['what waits', { states: ['pending'] }, [/INDEX deliveries_waiting \(channelNo=\?/]],
    ['what has not arrived', { states: ['pending', 'failed'] }, [/deliveries_not_arrived/, /deliveries_waiting/]],
    ['sends', { sendNos: [3, 4] }, [/deliveries_sendNo \(sendNo=\?/, /deliveries_sendNo \(sendNo=\?/]],
  ])('of %s', async (_, filter, ways) => {
    for (const before of [undefined, { createdAtMs: 5, no: 3 }]) {
      const plans = await plansOf((db) => findDeliveries(db, { channelNo: 1, ...filter, before, limit: 3 }))
      expect(plans).toHaveLength(ways.length)
      for (const [index, plan] of plans.entries()) {
        expect(plan).toMatch(ways[index] ?? /^$/)
        if (before !== undefined) expect(plan).toMatch(/^SEARCH deliveries [^\n]*=\? AND \(?createdAtMs[^\n]*</)
        expect(plan).not.toMatch(SORTED)
      }
    }
  })
})

it('what an event was tried by is found by the event and by the deliveries that brought it, and nothing else is read', async () => {
  const plans = await plansOf((db) => findAttempts(db, 1, { ...ANY, webhookEventId: 'e' }, { after: null, limit: 3 }))
  expect(plans).toHaveLength(2)
  expect(plans[0]).toMatch(
    /^SEARCH attempts USING INDEX attempts_webhookEventId \(channelNo=\? AND webhookEventId=\?\)/,
  )
  expect(plans[1]).toMatch(/^SEARCH attempts USING INDEX attempts_deliveryNo \(deliveryNo=\?/)
  expect(plans[1]).toMatch(/SEARCH delivery_events USING PRIMARY KEY \(channelNo=\? AND eventId=\?\)/)
})

it('what last arrived is known from the buckets; attempts are read only in the time before they were counted', async () => {
  const [plan = ''] = await plansOf((db) => findLastArrivals(db, [1], 5))
  const searches = [...plan.matchAll(/SEARCH (\w+) USING [^\n]*?(\([^)]*\))/g)].map(([, table, by]) => `${table} ${by}`)
  const hours = 'buckets (channelNo=? AND sendNo=? AND width=? AND startMs'
  expect(searches.filter((one) => one.startsWith(hours))).toHaveLength(2)
  expect(searches).toContain('attempts (channelNo=? AND startedAtMs>? AND startedAtMs<?)')
})

it('what is due is found by when it is due, whatever other index there is of what waits', async () => {
  const due = await plansOf((db) => {
    const batches = Object.create(db, {
      $queryRows: { value: db.$queryRaw },
      immediately: { value: (work: () => unknown) => work() },
    })
    const writer = { claim: (work: (db: unknown) => unknown) => work(batches) } as unknown as Storage['writer']
    return claimDeliveries({ writer }, [{ channelNo: 1, most: 3, leaseUntilMs: 9 }], 5)
  })
  expect(due).toHaveLength(1)
  expect(due[0]).toMatch(/^SEARCH deliveries USING INDEX deliveries_channelNo_nextAttemptAtMs_idx \(channelNo=\?/)
  expect(due[0]).not.toMatch(SORTED)
  const [channels] = await plansOf(findWaitingChannels)
  expect(channels).toMatch(/SEARCH deliveries USING INDEX deliveries_channelNo_nextAttemptAtMs_idx \(channelNo>\?\)/)
  expect(channels).not.toMatch(SORTED)
})

it('what has waited too long is found among the longest due of the suspended channels, what was tried among its like', async () => {
  const plans = await plansOf((read) => skipOverdue({ read } as unknown as Storage, 5, 9))
  expect(plans).toHaveLength(2)
  for (const [index, name] of ['deliveries_channelNo_nextAttemptAtMs_idx', 'deliveries_tried'].entries()) {
    const plan = plans[index]
    expect(plan).toMatch(new RegExp(`SEARCH deliveries USING [^\\n]*${name} \\(channelNo=\\? AND nextAttemptAtMs<`))
    expect(plan).not.toMatch(/SCAN deliveries/)
    expect(plan).not.toMatch(SORTED)
  }
})

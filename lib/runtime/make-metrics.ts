import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { MetricsSource } from '@/lib/direct/answer-metrics.ts'
import { DELIVERY_STATES } from '@/lib/domain/delivery.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { countAllDeliveries } from '@/lib/storage/count-all-deliveries.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import type { WriterWatch } from '@/lib/storage/writer.ts'

/** From 1 ms, where a disk is quick, to 10 s, where it is in trouble. */
const FLUSH_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Metrics = {
  watch: WriterWatch
  /** What is read when somebody asks is read from the database. */
  of(ctx: Context): MetricsSource
}

/**
 * What this process measures of itself. Every label has few values, whatever the traffic: no channel, no URL, no detail.
 * It watches the event loop from now on.
 */
export function makeMetrics(token: string): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const attempts = new Counter({
    name: 'todoku_attempts_total',
    help: 'Attempts recorded by this process, by outcome: delivered, or the cause of the failure',
    labelNames: ['outcome'],
    registers,
  })
  for (const outcome of ['delivered', ...CAUSES]) attempts.inc({ outcome }, 0)
  const flushes = new Histogram({
    name: 'todoku_flush_seconds',
    help: 'How long it takes until a shared transaction is on disk, the wait for its turn included',
    labelNames: ['kind'],
    buckets: FLUSH_SECONDS,
    registers,
  })
  for (const kind of ['attempts', 'deliveries']) flushes.zero({ kind })
  const deliveries = new Gauge({
    name: 'todoku_deliveries',
    help: 'Deliveries that are kept, by state',
    labelNames: ['state'],
    registers,
  })
  const depth = new Gauge({ name: 'todoku_queue_depth', help: 'Deliveries that wait or are being sent', registers })
  const oldest = new Gauge({
    name: 'todoku_queue_oldest_age_seconds',
    help: 'Since when the oldest of them waits, to the minute; 0 when none does',
    registers,
  })

  const readQueue = async ({ storage, now }: Context) => {
    const { states, oldestPendingMs } = await countAllDeliveries(storage.read)
    for (const state of DELIVERY_STATES) deliveries.set({ state }, states[state])
    depth.set(states.pending)
    oldest.set(oldestPendingMs === null ? 0 : Math.max(0, now() - oldestPendingMs) / 1_000)
  }
  return {
    watch: {
      recorded: ({ judged }) => attempts.inc({ outcome: judged.state === 'delivered' ? 'delivered' : judged.cause }),
      flushed: (kind, ms) => flushes.observe({ kind }, ms / 1_000),
    },
    of: (ctx) => ({
      token,
      contentType: registry.contentType,
      async text() {
        await readQueue(ctx)
        return registry.metrics()
      },
    }),
  }
}

type Report = { id: string; startedAt: number; durationMs: number; purpose: string; outcome: object }
type Batch = { attempts: Report[] }
type Answer = { status: number; body: { accepted: number; duplicates: number } }

const BATCH = 20

const OUTCOMES = [
  { status: 200 },
  { status: 503 },
  { error: { code: 'ECONNREFUSED', phase: 'tcp' } },
  { cause: 'request_timeout', detail: 'Request timeout' },
]

/** Producers that send batches one after the other until their connection breaks. */
export function makeLoad(send: (batch: Batch) => Promise<Answer>) {
  let sent = 0
  let pending = 0
  let acknowledged: Batch[] = []
  let unknown: Batch[] = []
  const refusals: string[] = []
  let tellAcknowledged: () => void = () => {}
  const totals = { attempts: 0, counted: 0, errors: 0 }

  function nextBatch(): Batch {
    const attempts = Array.from({ length: BATCH }, () => {
      sent += 1
      const purpose = sent % 10 === 0 ? 'verification' : 'delivery'
      const outcome = OUTCOMES[sent % OUTCOMES.length] ?? {}
      totals.attempts += 1
      if (purpose === 'delivery') totals.counted += 1
      if (purpose === 'delivery' && sent % OUTCOMES.length !== 0) totals.errors += 1
      return { id: `load-${sent}`, startedAt: Date.now(), durationMs: sent % 3000, purpose, outcome }
    })
    return { attempts }
  }

  async function produce(): Promise<void> {
    for (;;) {
      const batch = nextBatch()
      pending += 1
      try {
        const { status, body } = await send(batch)
        if (status === 202 && body.accepted === BATCH) acknowledged.push(batch)
        else refusals.push(`${status} ${JSON.stringify(body)}`)
        tellAcknowledged()
      } catch {
        unknown.push(batch)
        return
      } finally {
        pending -= 1
      }
    }
  }

  return {
    /** Resolves when every producer has lost its connection. */
    start: (producers: number) => Promise.all(Array.from({ length: producers }, produce)),
    acknowledgedOne: () =>
      new Promise<void>((resolve) => {
        tellAcknowledged = resolve
      }),
    /** Requests without an answer so far. */
    inFlight: () => pending,
    /** What was sent since the last time. */
    takeBatches() {
      const batches = { acknowledged, unknown }
      acknowledged = []
      unknown = []
      return batches
    },
    async sendAgain(batch: Batch) {
      const { status, body } = await send(batch)
      if (status !== 202) throw new Error(`answered ${status} ${JSON.stringify(body)}`)
      return { accepted: body.accepted, duplicates: body.duplicates }
    },
    /** Answers that were no acknowledgement of the whole batch; there should be none. */
    refusals,
    /** Of all batches, each of which has been acknowledged in the end. */
    totals: () => totals,
  }
}

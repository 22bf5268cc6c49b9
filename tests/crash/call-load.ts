import { setTimeout as sleep } from 'node:timers/promises'

/** Calls at an even pace, whether those before are answered or not; each tracks somebody else. */
export function makeCallLoad(callsASecond: number, send: (body: object) => Promise<unknown>) {
  const answers: Promise<number>[] = []
  let going: Promise<void> = Promise.resolve()
  let stopped = false

  async function call(): Promise<number> {
    const startedAtMs = Date.now()
    await send({ attributes: [{ external_id: `caller-${answers.length}` }] })
    return Date.now() - startedAtMs
  }

  async function keepCalling(): Promise<void> {
    for (const startedAtMs = Date.now(); !stopped; ) {
      const answer = call()
      // Looked at when the load stops; until then nobody waits for it.
      answer.catch(() => {})
      answers.push(answer)
      await sleep(startedAtMs + (answers.length * 1000) / callsASecond - Date.now())
    }
  }

  return {
    start() {
      going = keepCalling()
    },
    /** Waits for every answer. @throws what the first call that was not accepted threw */
    async stop(): Promise<{ calls: number; slowestMs: number }> {
      stopped = true
      await going
      const tookMs = await Promise.all(answers)
      return { calls: tookMs.length, slowestMs: Math.max(...tookMs) }
    },
  }
}

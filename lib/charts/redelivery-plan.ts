import { backoff } from '../domain/redelivery-schedule.ts'

/** In the middle of what chance may make of it. */
const USUAL = 0.5
/** Enough pauses to see how they grow. */
const SHOWN = 4

/** What a redelivery schedule comes to when every attempt fails at once. */
export type RedeliveryPlan = { pausesMs: number[]; attempts: number }

/** The first pauses, and how many attempts there are in all until the window is over. */
export function planRedelivery(firstMs: number, windowMs: number): RedeliveryPlan {
  const pausesMs: number[] = []
  let attempts = 1
  for (let atMs = backoff(firstMs, 1, USUAL); atMs <= windowMs; atMs += backoff(firstMs, attempts, USUAL)) {
    if (pausesMs.length < SHOWN) pausesMs.push(backoff(firstMs, attempts, USUAL))
    attempts += 1
  }
  return { pausesMs, attempts }
}

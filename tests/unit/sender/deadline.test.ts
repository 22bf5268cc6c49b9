import { expect, it, vi } from 'vitest'
import { startDeadline } from '@/lib/sender/deadline.ts'

const busy = (ms: number) => {
  const untilMs = performance.now() + ms
  while (performance.now() < untilMs);
}

it('never fires early, even when the event loop was busy before it was set', async () => {
  for (let round = 0; round < 10; round++) {
    busy(20)
    const startMs = performance.now()
    await new Promise<void>((resolve) => startDeadline(30, resolve))
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(30)
  }
})

it('counts from the start that it is given', async () => {
  const startMs = performance.now()
  busy(400)
  await new Promise<void>((resolve) => startDeadline(500, resolve, startMs))
  expect(performance.now() - startMs).toBeLessThan(800)
})

it('fires once, and not at all when cancelled', async () => {
  const fired = vi.fn()
  const cancelled = vi.fn()
  startDeadline(5, fired)
  startDeadline(5, cancelled).cancel()
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(fired).toHaveBeenCalledTimes(1)
  expect(cancelled).not.toHaveBeenCalled()
})

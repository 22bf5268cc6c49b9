import { TodokuError } from '@/lib/domain/errors.ts'
import type { Storage } from '@/lib/storage/open-storage.ts'

const WINDOW_MS = 15 * 60_000
const TRIES = { account: 5, address: 20 } as const

type Counter = Storage['auth']['rateLimit']

export type SignInLimit = {
  /** Counts a try before the password is looked at. @throws TodokuError `rate_limited` */
  take(email: string, address: string): Promise<void>
  /** A sign-in that succeeded counts against nobody. */
  giveBack(email: string, address: string): Promise<void>
}

/**
 * At most 5 failed sign-ins in 15 minutes for an account and 20 for an address, counted in the database, so that a
 * restart forgets none. Windows are fixed: each begins with its first try.
 */
export function makeSignInLimit(counter: Counter, now: () => number): SignInLimit {
  // The address first: one that has used up its tries must not use up those of accounts as well.
  const keysOf = (email: string, address: string) => [
    { key: `sign-in address ${address}`, max: TRIES.address },
    { key: `sign-in account ${email.trim().toLowerCase()}`, max: TRIES.account },
  ]
  return {
    async take(email, address) {
      for (const { key, max } of keysOf(email, address)) await takeOne(counter, key, max, now())
    },
    async giveBack(email, address) {
      const [from, account] = keysOf(email, address)
      await counter.deleteMany({ where: { key: account?.key } })
      await counter.updateMany({ where: { key: from?.key, count: { gt: 0 } }, data: { count: { decrement: 1 } } })
    },
  }
}

async function takeOne(counter: Counter, key: string, max: number, nowMs: number): Promise<void> {
  await counter.deleteMany({ where: { lastRequest: { lte: BigInt(nowMs - WINDOW_MS) } } })
  if (await countUp(counter, key, max)) return
  try {
    await counter.create({ data: { id: key, key, count: 1, lastRequest: BigInt(nowMs) } })
    return
  } catch (error) {
    const window = await counter.findUnique({ where: { key } })
    if (window === null) throw error
    // Another try began the window first, or it is used up.
    if (window.count < max && (await countUp(counter, key, max))) return
    const retryAfterS = Math.max(1, Math.ceil((Number(window.lastRequest) + WINDOW_MS - nowMs) / 1000))
    const minutes = Math.ceil(retryAfterS / 60)
    throw new TodokuError('rate_limited', `Too many sign-ins. Try again in ${minutes} min.`, { retryAfterS })
  }
}

async function countUp(counter: Counter, key: string, max: number): Promise<boolean> {
  const { count } = await counter.updateMany({ where: { key, count: { lt: max } }, data: { count: { increment: 1 } } })
  return count === 1
}

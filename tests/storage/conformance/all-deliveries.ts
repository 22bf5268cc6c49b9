import { describe, expect, it } from 'vitest'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { countAllDeliveries } from '@/lib/storage/count-all-deliveries.ts'
import type { Engine } from '../engine.ts'
import { makeWorld, SYSTEM } from '../world.ts'

const HOUR = 3_600_000

export function describeAllDeliveries(engine: Engine): void {
  describe('deliveries of all channels', () => {
    it('are counted by state, and the oldest that waits is known to the minute', async () => {
      const world = await makeWorld(engine)
      const count = () => countAllDeliveries(world.ctx.storage.read)
      const none = { pending: 0, delivered: 0, failed: 0, skipped: 0 }
      expect(await count()).toEqual({ states: none, oldestPendingMs: null })
      const [one, other] = [await world.channel(), await world.channel()]
      const at = Date.parse('2026-11-20T10:00:00Z')
      const rows: [id: string, channelNo: number, state: string, atMs: number][] = [
        ['a', one.no, 'delivered', at - 5 * HOUR],
        ['b', one.no, 'pending', at + HOUR],
        ['c', other.no, 'pending', at + 59 * 60_000 + 1_234],
        ['d', other.no, 'failed', at],
      ]
      const values = rows.map(([id, no, state, atMs]) => `('${id}', ${no}, '${state}', ${atMs}, 'api')`).join(', ')
      await world.database.tamper(
        `INSERT INTO deliveries (id, "channelNo", state, "createdAtMs", source) VALUES ${values}`,
      )
      const states = { ...none, pending: 2, delivered: 1, failed: 1 }
      expect(await count()).toEqual({ states, oldestPendingMs: at + 59 * 60_000 })
      await deleteChannel(world.ctx, SYSTEM, other.id)
      expect(await count()).toEqual({ states: { ...none, pending: 1, delivered: 1 }, oldestPendingMs: at + HOUR })
    })
  })
}

import { updateChannel } from '@/lib/commands/update-channel.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { attempt, SYSTEM, type World } from './world.ts'

export const jst = (time: string): number => Date.parse(`2026-${time}+09:00`)

/**
 * A channel in Asia/Tokyo. Statistics are on from 11-20 09:00 to 18:00 and again from 11-21 00:00 on.
 * Everything is recorded at 11-21 02:00, so that each attempt is judged by the time that it is about.
 *
 * |  # | start (JST)        | purpose      | outcome           | send | counted              |
 * |---:|--------------------|--------------|-------------------|------|----------------------|
 * |  1 | 11-20 08:59:59.999 | delivery     | 503               |      | no: not on yet       |
 * |  2 | 11-20 09:00:00.000 | delivery     | arrived           |      | yes                  |
 * |  3 | 11-20 09:00:30.000 | delivery     | Request timeout   |      | yes                  |
 * |  4 | 11-20 09:01:00.000 | redelivery   | Request timeout   |      | yes                  |
 * |  5 | 11-20 10:15:00.000 | verification | Connection failed |      | no: verification     |
 * |  6 | 11-20 10:15:01.000 | verification | arrived           |      | no: verification     |
 * |  7 | 11-20 17:59:59.999 | delivery     | Unknown host      |      | yes                  |
 * |  8 | 11-20 18:00:00.000 | delivery     | Unknown host      |      | no: off              |
 * |  9 | 11-20 23:59:59.999 | delivery     | 503               |      | no: off              |
 * | 10 | 11-21 00:00:00.000 | delivery     | 503               |      | yes                  |
 * | 11 | 11-21 00:10:00.000 | delivery     | 503               | s1   | yes                  |
 * | 12 | 11-21 00:20:00.000 | delivery     | arrived           | s1   | yes                  |
 * | 13 | 11-21 01:00:00.000 | delivery     | 404               | s2   | yes                  |
 *
 * Derived by hand: 13 attempts, 8 counted (2 3 4 7 10 11 12 13), 6 errors (3 4 7 10 11 13):
 * error_status_code 3 (503 twice, 404 once), request_timeout 2, could_not_connect 1 (Unknown host).
 * Days in Tokyo: 11-20 has 4 with 3 errors, 11-21 has 4 with 3. Of UTC: 11-20 has all 8 with 6.
 * Of New York (14 hours behind Tokyo): 11-19 has 3 with 2 errors (2 3 4), 11-20 has 5 with 4.
 * Send s1: 2 with 1 error; s2: 1 with 1.
 */
export async function makeDataset(world: World): Promise<ChannelView> {
  world.nowMs = jst('11-20T08:00:00')
  const channel = await world.channel({ errorStatistics: false })
  const turn = async (time: string, errorStatistics: boolean) => {
    world.nowMs = jst(time)
    await updateChannel(world.ctx, SYSTEM, channel.id, { errorStatistics })
  }
  await turn('11-20T09:00:00', true)
  await turn('11-20T18:00:00', false)
  await turn('11-21T00:00:00', true)
  world.nowMs = jst('11-21T02:00:00')
  await world.record(
    channel,
    attempt(jst('11-20T08:59:59.999'), '503', { id: '1' }),
    attempt(jst('11-20T09:00:00'), null, { id: '2' }),
    attempt(jst('11-20T09:00:30'), 'Request timeout', { id: '3' }),
    attempt(jst('11-20T09:01:00'), 'Request timeout', { id: '4', purpose: 'redelivery' }),
    attempt(jst('11-20T10:15:00'), 'Connection failed', { id: '5', purpose: 'verification' }),
    attempt(jst('11-20T10:15:01'), null, { id: '6', purpose: 'verification' }),
    attempt(jst('11-20T17:59:59.999'), 'Unknown host', { id: '7' }),
    attempt(jst('11-20T18:00:00'), 'Unknown host', { id: '8' }),
    attempt(jst('11-20T23:59:59.999'), '503', { id: '9' }),
    attempt(jst('11-21T00:00:00'), '503', { id: '10' }),
    attempt(jst('11-21T00:10:00'), '503', { id: '11', sendId: 's1' }),
    attempt(jst('11-21T00:20:00'), null, { id: '12', sendId: 's1' }),
    attempt(jst('11-21T01:00:00'), '404', { id: '13', sendId: 's2' }),
  )
  return channel
}

import type { Actor } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { attemptDetail } from './attempt-detail.ts'
import type { ReportContext } from './context.ts'
import { deliveryDetail } from './delivery-detail.ts'
import { listChannels } from './list-channels.ts'

export type FoundById = { kind: 'attempt' | 'delivery'; id: string; channelId: string; channelName: string }

/** The attempt and the delivery that have this id, as far as the actor may see them. */
export async function findById(ctx: ReportContext, actor: Actor, id: string): Promise<FoundById[]> {
  const channels = await listChannels(ctx, actor)
  const nameOf = new Map(channels.map((channel) => [channel.id, channel.name]))
  const found = await Promise.all([
    orNothing(attemptDetail(ctx, actor, id), ({ channelId }) => ({ kind: 'attempt' as const, channelId })),
    orNothing(deliveryDetail(ctx, actor, id), ({ delivery }) => ({
      kind: 'delivery' as const,
      channelId: delivery.channelId,
    })),
  ])
  return found.flatMap((one) => (one === null ? [] : [{ ...one, id, channelName: nameOf.get(one.channelId) ?? '' }]))
}

async function orNothing<T, U>(looked: Promise<T>, shape: (found: T) => U): Promise<U | null> {
  try {
    return shape(await looked)
  } catch (error) {
    if (error instanceof TodokuError && error.code === 'not_found') return null
    throw error
  }
}

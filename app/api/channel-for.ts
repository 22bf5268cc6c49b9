import { requireScope } from '@/lib/commands/require-scope.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'
import type { ActorCall } from './answer.ts'

type Scope = Parameters<typeof requireScope>[1]

/** The channel of the path, if the caller may do on it what `scope` names. @throws TodokuError `not_found` */
export async function channelFor({ param, runtime, actor }: ActorCall, scope: Scope) {
  const channel = await findChannel(runtime, actor, param('channelId'))
  requireScope(actor, scope, channel.no)
  return channel
}

import { type Actor, mayOn, type Scope } from '@/lib/domain/actor.ts'
import { TodokuError } from '@/lib/domain/errors.ts'

/** @throws TodokuError `not_found` when the actor may not; what one may not do looks like what is not there */
export function requireScope(actor: Actor, scope: Scope, channelNo: number): void {
  if (!mayOn(actor, scope, channelNo)) throw new TodokuError('not_found', 'There is no such thing here.')
}

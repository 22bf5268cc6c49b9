/** Who asks for a change or a report, and what they may do. Rights are judged in commands and reports, never in routes. */

/** What a key may be given; the last one belongs to the instance, the others to a channel. */
export const CHANNEL_SCOPES = ['attempts:write', 'deliveries:write', 'statistics:read', 'channel:manage'] as const
export const SCOPES = [...CHANNEL_SCOPES, 'channels:manage'] as const
export type Scope = (typeof SCOPES)[number]

export const ROLES = ['admin', 'member', 'tester'] as const
export type Role = (typeof ROLES)[number]

/** A user's role on a channel; `channelNo` 0 is the instance and stands for every channel. */
export type RoleOn = { channelNo: number; role: Role }

export type Actor =
  | { kind: 'user'; userId: string; roles: readonly RoleOn[] }
  /** `channelNo` null: a key of the instance. */
  | { kind: 'key'; keyId: string; channelNo: number | null; scopes: readonly string[] }
  | { kind: 'cli' }
  | { kind: 'system' }

/** `channelNo` 0 asks for the instance itself. */
export const INSTANCE = 0

// LINE's console: an Admin edits, a Member sees, a Tester sees neither secret nor statistics.
const SCOPES_OF_ROLE: Record<Role, readonly Scope[]> = {
  admin: SCOPES,
  member: ['statistics:read'],
  tester: [],
}

/** May the actor do what `scope` names on the channel (or, with `INSTANCE`, on the whole instance)? */
export function mayOn(actor: Actor, scope: Scope, channelNo: number): boolean {
  switch (actor.kind) {
    case 'cli':
    case 'system':
      return true
    case 'key':
      return (actor.channelNo === null || actor.channelNo === channelNo) && actor.scopes.includes(scope)
    case 'user':
      return actor.roles.some(
        (held) =>
          (held.channelNo === INSTANCE || held.channelNo === channelNo) && SCOPES_OF_ROLE[held.role].includes(scope),
      )
    default:
      return actor satisfies never
  }
}

/** A channel is seen by whoever may do anything at all on it. */
export function maySee(actor: Actor, channelNo: number): boolean {
  return CHANNEL_SCOPES.some((scope) => mayOn(actor, scope, channelNo))
}

/** The actor as the audit trail and periods name it: `user:<id>`, `key:<id>`, `cli` or `system`. */
export function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user:${actor.userId}`
    case 'key':
      return `key:${actor.keyId}`
    case 'cli':
    case 'system':
      return actor.kind
    default:
      return actor satisfies never
  }
}

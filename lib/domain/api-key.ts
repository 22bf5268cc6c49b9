import type { Scope } from './actor.ts'

/** A key as lists show it; the key itself is told once and never stored. */
export type KeyView = {
  id: string
  name: string
  /** Null: the whole instance. */
  channelId: string | null
  scopes: Scope[]
  /** The beginning of the key, to recognise it by. */
  prefix: string
  createdAtMs: number
  lastUsedAtMs: number | null
  revokedAtMs: number | null
}

import { ROLES, type RoleOn } from '@/lib/domain/actor.ts'
import type { Storage } from './open-storage.ts'

/** What a user may do, and where; `channelNo` 0 is the instance. */
export async function rolesOf(storage: Storage, userId: string): Promise<RoleOn[]> {
  const rows = await storage.read.role.findMany({ where: { userId }, orderBy: { channelNo: 'asc' } })
  return rows.flatMap(({ channelNo, role }) =>
    ROLES.flatMap((known) => (known === role ? [{ channelNo, role: known }] : [])),
  )
}

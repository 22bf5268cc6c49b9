import { INSTANCE } from '@/lib/domain/actor.ts'
import { Prisma } from './generated/client.ts'
import type { Writer } from './writer.ts'

export type FirstAdministrator = {
  userId: string
  accountId: string
  email: string
  name: string
  passwordHash: string
  atMs: number
}

/** @returns false when there is an administrator already; then nothing was written */
export async function insertFirstAdministrator(writer: Writer, first: FirstAdministrator): Promise<boolean> {
  const { userId, accountId, email, name, passwordHash } = first
  const at = new Date(first.atMs)
  const none = Prisma.sql`NOT EXISTS (SELECT 1 FROM roles WHERE "channelNo" = ${INSTANCE} AND role = 'admin')`
  // The role comes last: it is what the statements before it look for.
  const results = await writer.run((db) => [
    db.$executeRaw`INSERT INTO users (id, name, email, "emailVerified", "createdAt", "updatedAt")
      SELECT ${userId}, ${name}, ${email}, true, ${at}, ${at} WHERE ${none}`,
    db.$executeRaw`INSERT INTO accounts (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
      SELECT ${accountId}, ${userId}, 'credential', ${userId}, ${passwordHash}, ${at}, ${at} WHERE ${none}`,
    db.$executeRaw`INSERT INTO audit ("atMs", actor, action, detail)
      SELECT ${BigInt(first.atMs)}, 'system', 'administrator.create', ${JSON.stringify({ userId, email })} WHERE ${none}`,
    db.$executeRaw`INSERT INTO roles ("userId", "channelNo", role) SELECT ${userId}, ${INSTANCE}, 'admin' WHERE ${none}`,
  ])
  return results.at(-1) === 1
}

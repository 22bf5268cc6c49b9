import { ulid } from 'ulid'
import { TodokuError } from '@/lib/domain/errors.ts'
import { insertFirstAdministrator } from '@/lib/storage/insert-first-administrator.ts'
import type { Context } from '@/lib/storage/open-storage.ts'

/**
 * Makes the first administrator; however many ask at once, one gets it.
 * @param hashPassword as the sign-in compares it (lib/access)
 * @throws TodokuError `administrator_exists`
 */
export async function createFirstAdministrator(
  ctx: Context,
  person: { email: string; name: string; password: string },
  hashPassword: (password: string) => Promise<string>,
): Promise<{ userId: string }> {
  const atMs = ctx.now()
  const userId = ulid(atMs)
  const passwordHash = await hashPassword(person.password)
  const made = await insertFirstAdministrator(ctx.storage.writer, {
    userId,
    accountId: ulid(atMs),
    email: person.email.trim().toLowerCase(),
    name: person.name,
    passwordHash,
    atMs,
  })
  if (!made) throw new TodokuError('administrator_exists', 'There is an administrator already.')
  return { userId }
}

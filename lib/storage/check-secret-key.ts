import { timingSafeEqual } from 'node:crypto'
import type { PrismaClient } from './generated/client.ts'
import { fingerprint } from './secret-box.ts'
import { StorageError } from './storage-error.ts'
import type { Writer } from './writer.ts'

const FACT = 'secret_key_fingerprint'

/** Does the database hold secrets that only its key opens? */
async function holdsSealedData(db: PrismaClient): Promise<boolean> {
  const sealed = await db.channel.findFirst({
    where: { OR: [{ secretSealed: { not: null } }, { apiKeySealed: { not: null } }] },
    select: { no: true },
  })
  return sealed !== null
}

/**
 * Checks that this is the key that the database's secrets were sealed with, and remembers it while there are none.
 * @throws StorageError secret_key_wrong
 */
export async function checkSecretKey(db: PrismaClient, writer: Writer, secretKey: Buffer): Promise<void> {
  const known = await db.instanceFact.findUnique({ where: { name: FACT } })
  const value = fingerprint(secretKey)
  if (known !== null && known.value.length === value.length && timingSafeEqual(known.value, value)) return
  if (await holdsSealedData(db))
    throw new StorageError('secret_key_wrong', 'This is not the key that encrypted the secrets in the database.')
  await writer.run((writing) => [
    writing.instanceFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value: new Uint8Array(value) },
      update: { value: new Uint8Array(value) },
    }),
  ])
}

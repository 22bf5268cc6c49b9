import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const KEY_VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Where a secret lives; it opens nowhere else. */
export type Place = { table: string; row: string; column: string }

function additionalData({ table, row, column }: Place, keyVersion: number): Buffer {
  return Buffer.from(JSON.stringify([table, row, column, keyVersion]), 'utf8')
}

/**
 * Seals a secret with AES-256-GCM: key version (1 byte), random nonce (12), tag (16), ciphertext.
 * @param key 32 bytes
 */
export function seal(key: Buffer, place: Place, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additionalData(place, KEY_VERSION))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(KEY_VERSION), nonce, cipher.getAuthTag(), sealed])
}

/** Opens what `seal` made. @throws Error when the key, the place or a bit is another. */
export function unseal(key: Buffer, place: Place, box: Uint8Array): string {
  const bytes = Buffer.from(box)
  const version = bytes[0]
  if (version !== KEY_VERSION || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed secret')
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(additionalData(place, version)).setAuthTag(tag)
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  )
}

/** What an instance keeps of its key, to notice another one. */
export function fingerprint(key: Buffer): Buffer {
  return createHash('sha256').update('todoku secret key\0').update(key).digest()
}

import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'tdk_'
const SECRET_BYTES = 32
const SECRET_LENGTH = 43
const SHAPE = /^tdk_([A-Za-z0-9_-]{43})([0-9a-f]{8})$/
/** So much of a key is kept to tell keys apart; 256 bits less 48 stay secret. */
const SHOWN_LENGTH = PREFIX.length + 8

/** `tdk_`, 256 random bits in base64url, and their CRC-32, by which scanners tell a leaked key from a likeness. */
export function makeApiKey(): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return `${PREFIX}${secret}${checksumOf(secret)}`
}

/** Is it spelled like a key of ours? Says nothing about whether it is one. */
export function looksLikeApiKey(text: string): boolean {
  const [, secret, checksum] = SHAPE.exec(text) ?? []
  return secret !== undefined && secret.length === SECRET_LENGTH && checksumOf(secret) === checksum
}

/** What is stored of a key. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** The beginning by which people recognise a key. */
export function prefixOf(key: string): string {
  return key.slice(0, SHOWN_LENGTH)
}

function checksumOf(secret: string): string {
  return crc32(secret).toString(16).padStart(8, '0')
}

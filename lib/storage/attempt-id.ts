// Packed so that an id of ours costs 17 bytes instead of 26, and ids of any shape stay apart and come back as they were.
const OTHER = 0
const ULID = 1
const UUID = 2

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** The value of each character by its code. */
const VALUES = Uint8Array.from({ length: 128 }, (_, code) => Math.max(0, CROCKFORD.indexOf(String.fromCharCode(code))))
const ULID_SHAPE = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/
const UUID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Packs an id: a tag byte, then 16 bytes of a ULID or a lower-case UUID, or the UTF-8 of anything else. */
export function packId(id: string): Buffer {
  return Buffer.from(packIdHex(id), 'hex')
}

/** The same as hexadecimal digits, as JSON parameters carry it. */
export function packIdHex(id: string): string {
  if (ULID_SHAPE.test(id)) return `01${hexOfUlid(id)}`
  if (UUID_SHAPE.test(id)) return `02${id.replaceAll('-', '')}`
  return `00${Buffer.from(id, 'utf8').toString('hex')}`
}

/** @throws RangeError for bytes that `packId` did not make. */
export function unpackId(packed: Uint8Array): string {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  const rest = bytes.subarray(1)
  if (bytes[0] === OTHER) return rest.toString('utf8')
  if (rest.length === 16 && bytes[0] === ULID) return ulidOfHex(rest.toString('hex'))
  if (rest.length === 16 && bytes[0] === UUID) {
    return rest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
  throw new RangeError(`not a packed id: ${bytes.toString('hex')}`)
}

// 10 characters are 48 bits of time, 8 more are 40 bits each: all of them exact as numbers.
const PARTS = [
  { characters: 10, digits: 12 },
  { characters: 8, digits: 10 },
  { characters: 8, digits: 10 },
] as const

const ulidBytes = Buffer.alloc(16)

/** In whole numbers of 31 bits, which cost a tenth of larger ones. The first character has three bits, the others five. */
function hexOfUlid(id: string): string {
  let bits = 3
  let pending = VALUES[id.charCodeAt(0)] ?? 0
  let length = 0
  for (let at = 1; at < id.length; at += 1) {
    pending = (pending << 5) | (VALUES[id.charCodeAt(at)] ?? 0)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    ulidBytes[length] = pending >> bits
    length += 1
    pending &= (1 << bits) - 1
  }
  return ulidBytes.toString('hex')
}

function ulidOfHex(hex: string): string {
  let id = ''
  let at = 0
  for (const { characters, digits } of PARTS) {
    let value = Number.parseInt(hex.slice(at, at + digits), 16)
    let part = ''
    for (let left = characters; left > 0; left -= 1) {
      part = CROCKFORD.charAt(value % 32) + part
      value = Math.floor(value / 32)
    }
    id += part
    at += digits
  }
  return id
}

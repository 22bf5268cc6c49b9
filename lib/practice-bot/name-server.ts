import { createSocket } from 'node:dgram'
import { type Answer, decode, encode, type Packet, type Question } from 'dns-packet'

/** DNS response codes (RFC 1035, section 4.1.1), which are the lowest bits of the flags. */
const AUTHORITATIVE = 0x0400
const SERVFAIL = 2
const NXDOMAIN = 3
const REFUSED = 5

/** Records, by the question's type; none: NODATA. */
type Records = { A?: string[]; AAAA?: string[]; CNAME?: string }

/** What the name server says to a name: records, an error, or nothing at all; perhaps late, or only for one type. */
type Zone = Records & { error?: number; silent?: readonly string[]; lateMs?: number }

const LOOPBACK: Records = { A: ['127.0.0.1'] }

/** Names below the domain; every other one has the address 127.0.0.1. `@` stands for the domain itself. */
const ZONES: Record<string, Zone> = {
  nxdomain: { error: NXDOMAIN },
  'dns-server-failure': { error: SERVFAIL },
  'dns-refused': { error: REFUSED },
  'dns-silent': { silent: ['A', 'AAAA'] },
  'dns-no-data': {},
  'cname-loop': { CNAME: 'cname-loop-2.@' },
  'cname-loop-2': { CNAME: 'cname-loop.@' },
  'cname-without-address': { CNAME: 'dns-no-data.@' },
  'only-aaaa': { AAAA: ['::1'] },
  'dead-ipv6': { ...LOOPBACK, AAAA: ['::1'] },
  'silent-aaaa': { ...LOOPBACK, silent: ['AAAA'] },
  'slow-a': { ...LOOPBACK, lateMs: 1_000 },
}

/**
 * A name server on loopback that answers `<case>.<domain>` with 127.0.0.1, or as the case wants.
 * @returns its `address:port`.
 */
export function startNameServer(domain: string): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const query = decodeQuery(message)
    const question = query?.questions?.[0]
    if (!query || !question) return
    const zone = zoneOf(question.name, domain)
    if (zone.silent?.includes(question.type)) return
    const send = () => socket.send(encode(responseTo(query, question, zone, domain)), port, address)
    if (zone.lateMs === undefined) send()
    else setTimeout(send, zone.lateMs)
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', () => resolve(`127.0.0.1:${socket.address().port}`))
  })
}

/** Null for what is no DNS message. */
function decodeQuery(message: Buffer): Packet | null {
  try {
    return decode(message)
  } catch {
    return null
  }
}

function zoneOf(asked: string, domain: string): Zone {
  const name = asked.toLowerCase()
  if (!name.endsWith(`.${domain}`)) return { error: NXDOMAIN }
  return ZONES[name.slice(0, -domain.length - 1)] ?? LOOPBACK
}

function responseTo(query: Packet, question: Question, zone: Zone, domain: string): Packet {
  return {
    type: 'response',
    ...(query.id === undefined ? {} : { id: query.id }),
    flags: AUTHORITATIVE | (zone.error ?? 0),
    questions: [question],
    answers: zone.error === undefined ? recordsOf(question, zone, domain) : [],
  }
}

/** Follows a CNAME once; two that name each other are left as the loop that they are. */
function recordsOf({ name, type }: Question, zone: Zone, domain: string): Answer[] {
  if (zone.CNAME !== undefined) {
    const target = zone.CNAME.replace('@', domain)
    const next = zoneOf(target, domain)
    const back = next.CNAME === undefined ? [] : [cname(target, next.CNAME.replace('@', domain))]
    return [cname(name, target), ...back]
  }
  if (type !== 'A' && type !== 'AAAA') return []
  return (zone[type] ?? []).map((data) => ({ type, name, ttl: 0, data }))
}

function cname(name: string, data: string): Answer {
  return { type: 'CNAME', name, ttl: 0, data }
}

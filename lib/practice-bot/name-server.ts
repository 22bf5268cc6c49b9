import { createSocket } from 'node:dgram'
import { decode, encode, type Packet } from 'dns-packet'

/** DNS response codes (RFC 1035, section 4.1.1), which are the lowest bits of the flags. */
const AUTHORITATIVE = 0x0400
const SERVFAIL = 2
const NXDOMAIN = 3

/** What the name server says to a name: an address, nothing of that type, an error, or nothing at all. */
type Answer = 'address' | 'no-data' | 'silence' | typeof SERVFAIL | typeof NXDOMAIN

const SPECIAL: Record<string, Answer> = {
  'dns-silent': 'silence',
  'dns-no-data': 'no-data',
  'dns-server-failure': SERVFAIL,
  nxdomain: NXDOMAIN,
}

/**
 * A name server on loopback that answers `<case>.<domain>` with 127.0.0.1, or fails as the case wants.
 * @returns its `address:port`.
 */
export function startNameServer(domain: string): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const query = decodeQuery(message)
    const response = query && respond(query, domain)
    if (response) socket.send(encode(response), port, address)
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

function respond(query: Packet, domain: string): Packet | null {
  const question = query.questions?.[0]
  if (question === undefined) return null
  const answer = answerTo(question.name.toLowerCase(), domain)
  if (answer === 'silence') return null
  const code = typeof answer === 'number' ? answer : 0
  return {
    type: 'response',
    ...(query.id === undefined ? {} : { id: query.id }),
    flags: AUTHORITATIVE | code,
    questions: [question],
    answers:
      answer === 'address' && question.type === 'A'
        ? [{ type: 'A', name: question.name, ttl: 0, data: '127.0.0.1' }]
        : [],
  }
}

function answerTo(name: string, domain: string): Answer {
  if (!name.endsWith(`.${domain}`)) return NXDOMAIN
  return SPECIAL[name.slice(0, -domain.length - 1)] ?? 'address'
}

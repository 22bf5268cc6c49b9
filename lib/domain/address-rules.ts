import ipaddr from 'ipaddr.js'

/** Which addresses an attempt may connect to, besides the public ones. */
export type AddressRules = {
  /** Ranges that the operator opened (`10.0.0.0/8`, `fd00::/8`, or one address). What is not a range opens nothing. */
  allowCidrs: readonly string[]
  /** Single endpoints (`127.0.0.1:1234`, `[::1]:1234`): the practice bot's, for practice channels only. */
  allowEndpoints: readonly string[]
  /**
   * Where this server itself listens, wildcards spelt out (`listOwnEndpoints`): closed whatever is opened, and their
   * port on every loopback and unspecified address too. May be a getter: interfaces come and go.
   */
  ownEndpoints: readonly string[]
}

type Address = ReturnType<typeof ipaddr.parse>
type Range = ReturnType<typeof ipaddr.parseCIDR>

/** Link-local addresses and cloud metadata services: no setting opens them. */
const ALWAYS_CLOSED = ranges(
  '169.254.0.0/16 100.100.100.200/32 192.0.0.192/32 168.63.129.16/32 fe80::/10 fd00:ec2::254/128 fd20:ce::254/128',
)

/** The union of what Svix, Smokescreen and GitLab deny. */
const CLOSED_IPV4 = ranges(
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 ' +
    '192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
)
const GLOBAL_IPV6 = ranges('2000::/3')
const CLOSED_IPV6 = ranges('2001::/23 2001:db8::/32 2002::/16 3fff::/20')

/** Prefixes behind which an IPv4 address hides: the bits at which it begins. */
const EMBEDDING = [
  { range: ipaddr.parseCIDR('64:ff9b::/96'), at: 12 },
  { range: ipaddr.parseCIDR('::/96'), at: 12 },
  { range: ipaddr.parseCIDR('2002::/16'), at: 2 },
]

/** Judges the address that a socket is about to use. What is not an address is denied. */
export function judgeAddress(address: string, port: number, rules: AddressRules): 'allowed' | 'denied' {
  const parsed = parseAddress(address)
  if (parsed === null) return 'denied'
  const hidden = embeddedIpv4(parsed)
  if (inAny(parsed, ALWAYS_CLOSED) || (hidden && inAny(hidden, ALWAYS_CLOSED))) return 'denied'
  if (isOwn(parsed, port, rules) || (hidden && isOwn(hidden, port, rules))) return 'denied'
  if (rules.allowEndpoints.some((endpoint) => matchesEndpoint(parsed, port, endpoint))) return 'allowed'
  if (inAny(parsed, rules.allowCidrs.flatMap(parseRange))) return 'allowed'
  return isPublic(parsed) ? 'allowed' : 'denied'
}

function isPublic(address: Address): boolean {
  if (address.kind() === 'ipv4') return !inAny(address, CLOSED_IPV4)
  return inAny(address, GLOBAL_IPV6) && !inAny(address, CLOSED_IPV6)
}

/** The unspecified address, and on Linux all of 127.0.0.0/8, reach whatever listens on this machine. */
function isOwn(address: Address, port: number, rules: AddressRules): boolean {
  const thisMachine = address.range() === 'unspecified' || address.range() === 'loopback'
  return rules.ownEndpoints.some((own) =>
    thisMachine ? own.endsWith(`:${port}`) : matchesEndpoint(address, port, own),
  )
}

function matchesEndpoint(address: Address, port: number, endpoint: string): boolean {
  const colon = endpoint.lastIndexOf(':')
  if (Number(endpoint.slice(colon + 1)) !== port) return false
  const other = parseAddress(endpoint.slice(0, colon).replace(/^\[|\]$/g, ''))
  return other !== null && other.toNormalizedString() === address.toNormalizedString()
}

function embeddedIpv4(address: Address): Address | null {
  if (address.kind() === 'ipv4') return null
  const prefix = EMBEDDING.find(({ range }) => inAny(address, [range]))
  return prefix ? ipaddr.fromByteArray(address.toByteArray().slice(prefix.at, prefix.at + 4)) : null
}

/** Strict four-part IPv4 or IPv6; a mapped address is the IPv4 inside it. */
function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : null
}

function inAny(address: Address, candidates: readonly Range[]): boolean {
  return candidates.some((range) => range[0].kind() === address.kind() && address.match(range))
}

function parseRange(text: string): Range[] {
  if (text.includes('/')) return ipaddr.isValidCIDR(text) ? [ipaddr.parseCIDR(text)] : []
  const single = parseAddress(text)
  return single ? [[single, single.kind() === 'ipv4' ? 32 : 128]] : []
}

function ranges(list: string): Range[] {
  return list.split(' ').map((text) => ipaddr.parseCIDR(text))
}

import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/**
 * Every `address:port` on which a server that listens on this host and port can be reached now: of a wildcard, and of
 * a name, those of the machine's interfaces. Loopback needs no list (lib/domain/address-rules.ts).
 */
export function listOwnEndpoints(host: string, port: number): string[] {
  if (host === 'localhost') return [`127.0.0.1:${port}`, `[::1]:${port}`]
  if (isIP(host) !== 0 && host !== '0.0.0.0' && host !== '::') return [endpoint(host, port)]
  const addresses = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return addresses.map(({ address }) => endpoint(address, port))
}

function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

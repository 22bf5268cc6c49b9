import { listOwnEndpoints } from './own-endpoints.ts'
import { createResolver } from './resolver.ts'
import { createTrust } from './trust.ts'

/** How attempts are sent, as plain data: what another thread can be told. */
export type SenderProfile = {
  /** PEM of trust anchors besides Node's. */
  extraCa: readonly string[]
  /** Name servers (`host:port`), the system's for null. */
  dnsServers: readonly string[] | null
  allowCidrs: readonly string[]
  allowEndpoints: readonly string[]
  /** Where this server itself listens: it is never sent to. */
  own: { host: string; port: number }
  allowHttp: boolean
}

/** What checks at save need of a profile; no trust anchors, which are costly. */
export function rulesOf({ dnsServers, allowCidrs, allowEndpoints, own, allowHttp }: SenderProfile) {
  return {
    resolver: createResolver(dnsServers && [...dnsServers]),
    addressRules: {
      allowCidrs,
      allowEndpoints,
      get ownEndpoints() {
        return listOwnEndpoints(own.host, own.port)
      },
    },
    allowHttp,
  }
}

/** All that an attempt needs of a profile. */
export function partsOf(profile: SenderProfile) {
  return { ...rulesOf(profile), trust: createTrust(profile.extraCa) }
}

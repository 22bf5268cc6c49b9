import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { CertificateFacts, ChainMember } from '@/lib/domain/facts.ts'

const LONGEST_CHAIN = 10
const MOST_ALT_NAMES = 100

/** What the peer's certificate says, or null when none came. Also for one that failed verification. */
export function readCertificateFacts(socket: TLSSocket): CertificateFacts | null {
  const leaf = socket.getPeerX509Certificate()
  if (leaf === undefined) return null
  return {
    subject: leaf.subject ?? '',
    issuer: leaf.issuer ?? '',
    validFrom: leaf.validFrom,
    validTo: leaf.validTo,
    altNames: leaf.subjectAltName?.split(', ').slice(0, MOST_ALT_NAMES) ?? [],
    chain: chainOf(leaf).map(memberFacts),
  }
}

function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain: X509Certificate[] = []
  for (
    let next: X509Certificate | undefined = leaf;
    next && chain.length < LONGEST_CHAIN;
    next = next.issuerCertificate
  ) {
    if (chain.some((seen) => seen.fingerprint256 === next?.fingerprint256)) break
    chain.push(next)
  }
  return chain
}

function memberFacts({ subject, issuer, validFrom, validTo }: X509Certificate): ChainMember {
  return { commonName: commonName(subject), issuer: commonName(issuer), validFrom, validTo }
}

/** Of a distinguished name, or all of it when it has none. */
function commonName(distinguished: string | undefined): string {
  return /^CN=(.*)$/m.exec(distinguished ?? '')?.[1] ?? distinguished ?? ''
}

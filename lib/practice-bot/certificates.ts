// The first import: @peculiar/x509 finds its parsers through it.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

/** A certificate with its key, in PEM; `cert` holds what the server sends, leaf first. */
export type Identity = { cert: string; key: string }

export type Certificates = {
  caPem: string
  good: Identity
  expired: Identity
  notYetValid: Identity
  selfSigned: Identity
  ofUnknownCa: Identity
  ofOtherName: Identity
  /** Issued by an intermediate that the server does not send. */
  withoutIntermediate: Identity
  /** Its extended key usage allows clients only. */
  forClients: Identity
  ofExpiredIntermediate: Identity
  /** Issued by a certificate that is no CA's. */
  ofNoCa: Identity
  /** The whole chain up to a root that nobody trusts. */
  withUnknownRoot: Identity
  /** As `good`, with an RSA key, for the older cipher suites. */
  rsa: Identity
}

const DAY_MS = 86_400_000
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

type Issuer = { certificate: x509.X509Certificate; keys: CryptoKeyPair }
type Wanted = {
  name: string
  host?: string
  issuer?: Issuer
  ca?: boolean
  fromDays?: number
  toDays?: number
  rsa?: boolean
  forClients?: boolean
}

let lastSerial = 0

/** Makes the practice CA and all certificates for `*.<domain>`, in memory. */
export async function makeCertificates(domain: string): Promise<Certificates> {
  x509.cryptoProvider.set(crypto)
  const root = await issue({ name: 'Todoku practice CA', ca: true })
  const unknown = await issue({ name: 'A CA that nobody trusts', ca: true })
  const intermediate = await issue({ name: 'Todoku practice intermediate', ca: true, issuer: root })
  const expired = await issue({ name: 'An expired intermediate', ca: true, issuer: root, fromDays: -90, toDays: -1 })
  const noCa = await issue({ name: 'An intermediate that is no CA', issuer: root })
  const leaf = (name: string, wanted: Partial<Wanted> = {}) =>
    issue({ name, host: `*.${domain}`, issuer: root, ...wanted }).then(toIdentity)
  return {
    caPem: root.certificate.toString('pem'),
    good: withChain(await leaf('practice bot', { issuer: intermediate }), intermediate),
    expired: await leaf('expired', { fromDays: -90, toDays: -1 }),
    notYetValid: await leaf('not yet valid', { fromDays: 1, toDays: 90 }),
    selfSigned: await leaf('self-signed', { issuer: undefined }),
    ofUnknownCa: await leaf('of an unknown CA', { issuer: unknown }),
    ofOtherName: await leaf('of another name', { host: 'other.example.test' }),
    withoutIntermediate: await leaf('without intermediate', { issuer: intermediate }),
    forClients: await leaf('for clients', { forClients: true }),
    ofExpiredIntermediate: withChain(await leaf('of an expired intermediate', { issuer: expired }), expired),
    ofNoCa: withChain(await leaf('of no CA', { issuer: noCa }), noCa),
    withUnknownRoot: withChain(await leaf('with an unknown root', { issuer: unknown }), unknown),
    rsa: withChain(await leaf('practice bot, RSA', { issuer: intermediate, rsa: true }), intermediate),
  }
}

async function issue({ name, host, issuer, ca = false, fromDays = -1, toDays = 90, ...kind }: Wanted): Promise<Issuer> {
  const keys = await crypto.subtle.generateKey(kind.rsa ? RSA : ECDSA, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: (++lastSerial).toString(16).padStart(4, '0'),
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(Date.now() + fromDays * DAY_MS),
    notAfter: new Date(Date.now() + toDays * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: issuer?.keys.privateKey ?? keys.privateKey,
    // The issuer's: all of them have ECDSA keys.
    signingAlgorithm: ECDSA,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      new x509.KeyUsagesExtension(ca ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature, true),
      ...(kind.forClients ? [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])] : []),
      ...(host ? [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }])] : []),
    ],
  })
  return { certificate, keys }
}

function withChain({ cert, key }: Identity, intermediate: Issuer): Identity {
  return { cert: `${cert}\n${intermediate.certificate.toString('pem')}`, key }
}

async function toIdentity({ certificate, keys }: Issuer): Promise<Identity> {
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { cert: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') }
}

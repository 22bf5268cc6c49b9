import type { FactsError, Phase } from '@/lib/domain/facts.ts'
import type { WebhookUrlFault } from '@/lib/domain/webhook-url.ts'

/** The bot's fault, on its way to becoming facts. It never leaves the sender. */
export class AttemptFault extends Error {
  readonly code: string
  readonly phase: Phase

  constructor(code: string, phase: Phase) {
    super(`${code} in phase ${phase}`)
    this.name = 'AttemptFault'
    this.code = code
    this.phase = phase
  }

  get facts(): FactsError {
    return { code: this.code, phase: this.phase }
  }
}

/** Thrown for an address that the rules close: a refusal is a message to the user, no attempt and no facts. */
export class AddressDenied extends Error {
  readonly code = 'address_denied'

  constructor() {
    super('the webhook URL leads to an address that is not allowed')
    this.name = 'AddressDenied'
  }
}

/** Thrown for a URL that our own policy refuses (its port, scheme, user info or length): no attempt and no facts. */
export class UrlRefused extends Error {
  readonly code = 'url_refused'
  readonly reason: WebhookUrlFault

  constructor(reason: WebhookUrlFault) {
    super(`the webhook URL is refused: ${reason}`)
    this.name = 'UrlRefused'
    this.reason = reason
  }
}

/** Thrown for a request that got a place on its lane too late: it was not sent, and may be asked for anew. */
export class NotSent extends Error {
  readonly code = 'not_sent'

  constructor() {
    super('the request waited too long for its place and was not sent')
    this.name = 'NotSent'
  }
}

/** This machine ran out of something: no fault of the bot, so the sender throws it. */
const OUR_FAULTS = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EPERM']

export function isOurFault(code: string): boolean {
  return OUR_FAULTS.includes(code)
}

/** The stable code of an error; where a parser has only a class, its name. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'TODOKU_UNKNOWN'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

const REFUSES_CLIENT = /^ERR_SSL_.+_ALERT_\w*(CERT|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|DECRYPT)/

/** With TLS 1.3 a server that refuses the client says so after the handshake, yet it is the handshake that failed. */
export function refusesClient(code: string): boolean {
  return REFUSES_CLIENT.test(code)
}

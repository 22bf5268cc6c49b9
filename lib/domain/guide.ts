import type { Step } from './attempt-steps.ts'
import {
  BRAZE_DETAILS,
  BRAZE_SERVER_ERROR,
  type BrazeDetail,
  isBrazeDetail,
  isBrazeServerError,
} from './braze-errors.ts'
import { classify, RULES } from './classification.ts'
import { ALL_LABELS, CAUSES, type Cause, causeOfLabel, isCause, type Label, type Processed } from './taxonomy.ts'

/** Statuses with a page of their own; a class speaks for its other statuses, `other` for all outside 3xx to 5xx. */
export const GUIDE_STATUSES = [
  '3xx',
  '400',
  '401',
  '403',
  '404',
  '405',
  '410',
  '413',
  '415',
  '429',
  '4xx',
  '500',
  '502',
  '503',
  '504',
  '5xx',
  'other',
] as const
export type GuideStatus = (typeof GUIDE_STATUSES)[number]

/** Braze's table of fatal errors, row by row; one page speaks for every 5xx. */
const BRAZE_5XX = `5XX ${BRAZE_SERVER_ERROR}` as const
export type GuideBraze = BrazeDetail | typeof BRAZE_5XX
export const GUIDE_BRAZE: readonly GuideBraze[] = [BRAZE_5XX, ...BRAZE_DETAILS]

export const GUIDE_TOPICS = ['line-requirements', 'verification', 'redelivery', 'not-counted', 'braze-answers'] as const
export type GuideTopic = (typeof GUIDE_TOPICS)[number]

/** What an entry of the guide is about. */
export type GuideKey = Cause | Label | GuideStatus | GuideBraze

/** Does the same webhook, sent again, arrive: of itself, after a repair, or twice? */
export type Resend = 'helps' | 'after_repair' | 'may_repeat'

export type GuideFacts = {
  cause: Cause
  processed: Processed
  resend: Resend
  /** Where on its way the webhook ends; null for a cause, which has several places. */
  stopsAt: Step | null
  /** Whose fault it is, where that is certain: Braze's own classes 4XX and 5XX. */
  fault: 'caller' | 'braze' | null
}

/** LINE's time limit, which the guide speaks of whatever a channel has. */
export const LINE_TIMEOUT_MS = 2_000

const OF_CAUSE: Record<Cause, Pick<GuideFacts, 'processed' | 'resend'>> = {
  could_not_connect: { processed: 'no', resend: 'after_repair' },
  request_timeout: { processed: 'maybe', resend: 'may_repeat' },
  error_status_code: { processed: 'yes', resend: 'after_repair' },
  unclassified: { processed: 'maybe', resend: 'may_repeat' },
}

const OF_LABEL: Record<Label, Pick<GuideFacts, 'resend'> & { stopsAt: Step }> = {
  'Connection failed': { stopsAt: 'tcp', resend: 'helps' },
  'Connection failed (received GOAWAY)': { stopsAt: 'request', resend: 'helps' },
  'Connection failed (session closed)': { stopsAt: 'tls', resend: 'helps' },
  'Connection timeout': { stopsAt: 'tcp', resend: 'after_repair' },
  'DNS Query timeout': { stopsAt: 'dns', resend: 'helps' },
  'Invalid URL syntax': { stopsAt: 'url', resend: 'after_repair' },
  'Session protocol negotiation failure': { stopsAt: 'tls', resend: 'after_repair' },
  'No SSL/TLS record': { stopsAt: 'tls', resend: 'after_repair' },
  'TLS handshake failure': { stopsAt: 'tls', resend: 'after_repair' },
  'Unknown host': { stopsAt: 'dns', resend: 'after_repair' },
  'Request timeout': { stopsAt: 'response', resend: 'may_repeat' },
  'Session closed unexpectedly': { stopsAt: 'response', resend: 'may_repeat' },
  'Stream closed unexpectedly': { stopsAt: 'response', resend: 'may_repeat' },
  'Unclassified webhook dispatch error': { stopsAt: 'response', resend: 'may_repeat' },
}

/** A gateway's 502 and 504 and a failing bot's 500 may come after part of the work; a 429 and a 503 pass by themselves. */
const OF_STATUS: Partial<Record<GuideStatus, Resend>> = {
  429: 'helps',
  500: 'may_repeat',
  502: 'may_repeat',
  503: 'helps',
  504: 'may_repeat',
  '5xx': 'may_repeat',
}

const SLUGS = new Map<string, GuideKey | GuideTopic>(
  [...CAUSES, ...ALL_LABELS, ...GUIDE_STATUSES, ...GUIDE_BRAZE, ...GUIDE_TOPICS].map((key) => [guideSlug(key), key]),
)

/** The last part of a page's address: never changes, as people keep it in notes. A cause stays as LINE writes it. */
export function guideSlug(key: GuideKey | GuideTopic): string {
  if (key === 'other') return 'other-status'
  if (isCause(key)) return key
  return (isGuideBraze(key) ? `braze ${key}` : key)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')
}

/** What a page of the guide is about, or null when there is no such page. */
export function guideKeyOf(slug: string): GuideKey | GuideTopic | null {
  return SLUGS.get(slug) ?? null
}

/**
 * Where the guide explains a cause or a detail: a label, a status ("503") or a status with a name ("400 No Recipients").
 * The guide's first page when it knows neither.
 */
export function guideHref(causeOrDetail: string): string {
  const key = guideKeyOfDetail(causeOrDetail)
  return key === null ? '/guide' : `/guide/${guideSlug(key)}`
}

export function guideTopicHref(topic: GuideTopic): string {
  return `/guide/${guideSlug(topic)}`
}

/** What can be said of a cause, a label or a status without words. */
export function guideFacts(key: GuideKey): GuideFacts {
  if (isCause(key)) return { cause: key, stopsAt: null, fault: null, ...OF_CAUSE[key] }
  if (isLabel(key)) {
    const processed = RULES.find(({ label }) => label === key)?.processed ?? 'maybe'
    return { cause: causeOfLabel(key) ?? 'unclassified', processed, fault: null, ...OF_LABEL[key] }
  }
  if (isGuideBraze(key)) return factsOfBraze(key)
  const resend = OF_STATUS[key] ?? 'after_repair'
  const { processed } = classify({ status: 500 })
  return { cause: 'error_status_code', processed, resend, stopsAt: 'response', fault: null }
}

/** Braze asks for a 429 and a 5xx to be sent again; a 5xx may have come after part of the work. */
function factsOfBraze(key: GuideBraze): GuideFacts {
  const status = key === BRAZE_5XX ? 500 : Number(key.slice(0, 3))
  const { processed } = classify({ status }, 'braze')
  const resend = status === 429 ? 'helps' : status >= 500 ? 'may_repeat' : 'after_repair'
  return {
    cause: 'error_status_code',
    processed,
    resend,
    stopsAt: 'response',
    fault: status >= 500 ? 'braze' : 'caller',
  }
}

export function isGuideBraze(key: string): key is GuideBraze {
  return (GUIDE_BRAZE as readonly string[]).includes(key)
}

export function isGuideTopic(key: GuideKey | GuideTopic): key is GuideTopic {
  return (GUIDE_TOPICS as readonly string[]).includes(key)
}

/** The entry about a cause or a detail, or null. */
export function guideKeyOfDetail(name: string): GuideKey | null {
  if (isCause(name) || isLabel(name) || isBrazeDetail(name)) return name
  if (isBrazeServerError(name)) return BRAZE_5XX
  const status = /^\d{3}(?= |$)/.exec(name)?.[0]
  if (status === undefined) return null
  const wanted = [status, `${status[0]}xx`]
  return GUIDE_STATUSES.find((known) => wanted.includes(known)) ?? 'other'
}

function isLabel(name: string): name is Label {
  return (ALL_LABELS as readonly string[]).includes(name)
}

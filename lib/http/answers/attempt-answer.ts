import type { PhaseTimes } from '@/lib/domain/facts.ts'
import type { AttemptSummary } from '@/lib/domain/statistics/report-types.ts'
import type { AttemptAnswer, AttemptDetailAnswer } from '../schemas/attempt.ts'
import { toIso } from './channel-answer.ts'

export function attemptAnswer(attempt: AttemptSummary): AttemptAnswer {
  const { startedAtMs } = attempt
  return {
    id: attempt.id,
    channelId: attempt.channelId,
    deliveryId: attempt.deliveryId,
    webhookEventId: attempt.webhookEventId,
    sendId: attempt.sendId,
    campaignId: attempt.campaignId,
    purpose: attempt.purpose,
    counted: attempt.counted,
    startedAt: toIso(startedAtMs),
    durationMs: attempt.durationMs,
    url: attempt.url,
    outcome: attempt.outcome,
    error: attempt.error,
    phases: rounded(attempt.phases),
    protocol: attempt.protocol,
    remoteAddress: attempt.remoteAddress,
    reusedConnection: attempt.reusedConnection,
    minorErrors: attempt.minorErrors,
  }
}

/** To the tenth of a millisecond: what a timer says beyond it is noise. */
function rounded(phases: PhaseTimes): PhaseTimes {
  const tenths = (ms: number | null) => (ms === null ? null : Math.round(ms * 10) / 10)
  return {
    dnsMs: tenths(phases.dnsMs),
    tcpMs: tenths(phases.tcpMs),
    tlsMs: tenths(phases.tlsMs),
    sessionMs: tenths(phases.sessionMs),
    firstByteMs: tenths(phases.firstByteMs),
    bodyMs: tenths(phases.bodyMs),
  }
}

type Detail = AttemptSummary &
  Pick<AttemptDetailAnswer, 'request' | 'response' | 'tlsVersion' | 'certificate' | 'addresses'>

export function attemptDetailAnswer(attempt: Detail): AttemptDetailAnswer {
  const { request, response, tlsVersion, certificate, addresses } = attempt
  return { ...attemptAnswer(attempt), request, response, tlsVersion, certificate, addresses }
}

import type { CampaignAnswer, DataSeriesAnswer, SendAnswer } from '../schemas/send.ts'
import { toIso } from './channel-answer.ts'

type Figures = {
  createdAtMs: number
  sent: number
  errors: number
  share: number | null
  firstAtMs: number | null
  lastAtMs: number | null
}

export function sendAnswer(view: Figures & { sendId: string | null; campaignId: string | null }): SendAnswer {
  return { sendId: view.sendId, campaignId: view.campaignId, ...figures(view) }
}

export function campaignAnswer(view: Figures & { campaignId: string; sends: number }): CampaignAnswer {
  return { campaignId: view.campaignId, sends: view.sends, ...figures(view) }
}

function figures({ createdAtMs, sent, errors, share, firstAtMs, lastAtMs }: Figures) {
  return {
    createdAt: toIso(createdAtMs),
    sent,
    errors,
    share,
    firstAt: isoOrNull(firstAtMs),
    lastAt: isoOrNull(lastAtMs),
  }
}

/** Braze's shape, with the one kind of message that there is here. */
export function dataSeriesAnswer(
  days: readonly { date: string; sent: number; errors: number }[],
): DataSeriesAnswer['data'] {
  return days.map(({ date, sent, errors }) => ({ time: date, messages: { webhook: [{ sent, errors }] } }))
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : toIso(ms)
}

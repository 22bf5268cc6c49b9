import type { CampaignAnswer, DataSeriesAnswer, SendAnswer } from '../schemas/send.ts'
import { type Columns, instant, type Table } from './table.ts'

const FIGURES: Columns<Omit<SendAnswer, 'sendId' | 'campaignId'>> = {
  sent: ({ sent }) => sent,
  errors: ({ errors }) => errors,
  rate: ({ share }) => share,
  createdAt: ({ createdAt }) => instant(createdAt),
  firstAt: ({ firstAt }) => instant(firstAt),
  lastAt: ({ lastAt }) => instant(lastAt),
}

export const SENDS_TABLE: Table<SendAnswer> = {
  id: 'sends',
  columns: { sendId: ({ sendId }) => sendId, campaignId: ({ campaignId }) => campaignId, ...FIGURES },
}

export const CAMPAIGNS_TABLE: Table<CampaignAnswer> = {
  id: 'campaigns',
  columns: { campaignId: ({ campaignId }) => campaignId, sends: ({ sends }) => sends, ...FIGURES },
}

/** A day of the channel's zone a row. */
export const DATA_SERIES_TABLE: Table<DataSeriesAnswer['data'][number]> = {
  id: 'data-series',
  columns: {
    date: ({ time }) => time,
    sent: ({ messages }) => messages.webhook[0]?.sent ?? null,
    errors: ({ messages }) => messages.webhook[0]?.errors ?? null,
  },
}

import type { Operation } from '../operation.ts'
import * as send from '../schemas/send.ts'

/** Tracked sends and campaigns, and Braze’s data series. */
export const SENDS_OPERATIONS: readonly Operation[] = [
  {
    id: 'listSends',
    method: 'get',
    path: '/api/v1/channels/{channelId}/sends',
    summary: 'Tracked sends, those heard of last first',
    status: 200,
    query: send.sendsQuery,
    table: true,
    answer: send.sendsAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'listCampaigns',
    method: 'get',
    path: '/api/v1/channels/{channelId}/campaigns',
    summary: 'Campaigns, those heard of last first',
    status: 200,
    query: send.campaignsQuery,
    table: true,
    answer: send.campaignsAnswer,
    refusals: [400, 401, 404],
  },
  ...(
    [
      ['getSendDataSeries', '/sends/data_series', 'As Braze’s API: what a send sent, day by day'],
      ['getSendDataSeriesSingular', '/send/data_series', 'The same, as Braze’s article spells it'],
    ] as const
  ).map(
    ([id, path, summary]): Operation => ({
      id,
      method: 'get',
      path,
      summary,
      status: 200,
      query: send.sendSeriesQuery,
      table: true,
      answer: send.dataSeriesAnswer,
      refusals: [400, 401, 404],
    }),
  ),
  {
    id: 'getCampaignDataSeries',
    method: 'get',
    path: '/campaigns/data_series',
    summary: 'As Braze’s API: what a campaign sent, day by day',
    status: 200,
    query: send.campaignSeriesQuery,
    table: true,
    answer: send.dataSeriesAnswer,
    refusals: [400, 401, 404],
  },
]

import type { Operation } from '../operation.ts'
import * as channel from '../schemas/channel.ts'
import { onsetAnswer } from '../schemas/onset.ts'
import {
  deliveryStatisticsAnswer,
  deliveryStatisticsQuery,
  errorStatisticsAnswer,
  responseTimesAnswer,
} from '../schemas/statistics.ts'
import { webhookErrorsAnswer, webhookErrorsQuery } from '../schemas/webhook-errors.ts'
import { errorTablesQuery } from '../tables/error-statistics-tables.ts'
import { responseTimesTablesQuery } from '../tables/time-statistics-tables.ts'

/** What a channel’s charts are drawn from. */
export const STATISTICS_OPERATIONS: readonly Operation[] = [
  {
    id: 'getErrorStatistics',
    method: 'get',
    path: '/api/v1/channels/{channelId}/statistics/errors',
    summary: 'Errors by cause and detail over time',
    status: 200,
    query: errorTablesQuery,
    table: true,
    answer: errorStatisticsAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'getErrorOnset',
    method: 'get',
    path: '/api/v1/channels/{channelId}/statistics/onset',
    summary: 'Since when more fails than usual, as long as it does; with what it was found in',
    status: 200,
    answer: onsetAnswer,
    refusals: [401, 404],
  },
  {
    id: 'getDeliveryStatistics',
    method: 'get',
    path: '/api/v1/channels/{channelId}/statistics/deliveries',
    summary: 'Deliveries by when they were accepted, and what has become of them',
    status: 200,
    query: deliveryStatisticsQuery,
    table: true,
    answer: deliveryStatisticsAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'getResponseTimes',
    method: 'get',
    path: '/api/v1/channels/{channelId}/statistics/response-times',
    summary:
      'How long attempts took: percentiles of successes and failures apart, and how many came near the time limit',
    status: 200,
    query: responseTimesTablesQuery,
    table: true,
    answer: responseTimesAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'listWebhookErrors',
    method: 'get',
    path: '/api/v1/channels/{channelId}/webhook-errors',
    summary: 'LINE’s table of errors by minute, cause and detail, newest first',
    status: 200,
    query: webhookErrorsQuery,
    table: true,
    answer: webhookErrorsAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'listAggregationPeriods',
    method: 'get',
    path: '/api/v1/channels/{channelId}/aggregation-periods',
    summary: 'When the error statistics were on',
    status: 200,
    table: true,
    answer: channel.aggregationPeriodsAnswer,
    refusals: [400, 401, 404],
  },
]

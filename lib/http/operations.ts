import { z } from 'zod'
import { attemptAnswer, attemptQuery, attemptsAnswer, attemptsQuery } from './schemas/attempt.ts'
import * as channel from './schemas/channel.ts'
import { message } from './schemas/common.ts'
import * as delivery from './schemas/delivery.ts'
import { createdKeyAnswer, createKeyBody, keysAnswer, revokedKeyAnswer } from './schemas/key.ts'
import * as line from './schemas/line-endpoint.ts'
import { practiceAnswer, startedPracticeAnswer, startPracticeBody } from './schemas/practice.ts'
import { recordAttemptsBody, recordedAnswer, reportedAttempt } from './schemas/record-attempts.ts'
import * as redelivery from './schemas/redelivery.ts'
import * as send from './schemas/send.ts'
import { setUpAnswer, setUpBody } from './schemas/set-up.ts'
import { signedInAnswer, signInBody } from './schemas/sign-in.ts'
import {
  deliveryStatisticsAnswer,
  deliveryStatisticsQuery,
  errorStatisticsAnswer,
  errorStatisticsQuery,
} from './schemas/statistics.ts'
import { verifyLine } from './schemas/verify-line.ts'

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  status: 200 | 201 | 202
  answer: z.ZodType
  /** Another way to be accepted, with a status of its own. */
  otherwise?: { status: 200; when: string; answer: z.ZodType }
  refusals: readonly number[]
  body?: z.ZodType
  bodyOptional?: boolean
  query?: z.ZodObject
  /** The schema of one line of NDJSON. */
  lines?: z.ZodType
  csv?: boolean
  /** The schema of one line of the answer, for `Accept: application/x-ndjson`. */
  answerLines?: z.ZodType
  /** Needs neither key nor session. */
  open?: boolean
  /** Of LINE's own API: only with a channel's key, and refused in LINE's form. */
  line?: boolean
}

const MEDIA = [413, 415] as const

/** Every operation of the API; a test holds it against the routes under app. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/channels/{channelId}/attempts',
    summary: 'Record attempts that another sender made',
    status: 202,
    body: recordAttemptsBody,
    lines: reportedAttempt,
    answer: recordedAnswer,
    refusals: [400, 401, 403, 404, ...MEDIA, 422],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/attempts',
    summary: 'List attempts, newest first',
    status: 200,
    query: attemptsQuery,
    csv: true,
    answer: attemptsAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/attempts/{attemptId}',
    summary: 'One attempt with its request and response',
    status: 200,
    query: attemptQuery,
    answer: attemptAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/statistics/errors',
    summary: 'Errors by cause and detail over time',
    status: 200,
    query: errorStatisticsQuery,
    answer: errorStatisticsAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/statistics/deliveries',
    summary: 'Deliveries by when they were accepted, and what has become of them',
    status: 200,
    query: deliveryStatisticsQuery,
    answer: deliveryStatisticsAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/sends',
    summary: 'Tracked sends, those heard of last first',
    status: 200,
    query: send.sendsQuery,
    answer: send.sendsAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/campaigns',
    summary: 'Campaigns, those heard of last first',
    status: 200,
    query: send.campaignsQuery,
    answer: send.campaignsAnswer,
    refusals: [400, 401, 404],
  },
  ...['/sends/data_series', '/send/data_series'].map(
    (path): Operation => ({
      method: 'get',
      path,
      summary: 'As Braze’s API: what a send sent, day by day',
      status: 200,
      query: send.sendSeriesQuery,
      answer: send.dataSeriesAnswer,
      refusals: [400, 401, 404],
    }),
  ),
  {
    method: 'get',
    path: '/campaigns/data_series',
    summary: 'As Braze’s API: what a campaign sent, day by day',
    status: 200,
    query: send.campaignSeriesQuery,
    answer: send.dataSeriesAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/aggregation-periods',
    summary: 'When the error statistics were on',
    status: 200,
    answer: channel.aggregationPeriodsAnswer,
    refusals: [401, 404],
  },
  {
    method: 'post',
    path: '/api/v1/channels',
    summary: 'Make a channel',
    status: 201,
    body: channel.createChannelBody,
    answer: channel.createdChannelAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    method: 'get',
    path: '/api/v1/channels',
    summary: 'List the channels that the caller may see',
    status: 200,
    answer: channel.channelsAnswer,
    refusals: [401],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}',
    summary: 'One channel',
    status: 200,
    answer: channel.channelAnswer,
    refusals: [401, 404],
  },
  {
    method: 'patch',
    path: '/api/v1/channels/{channelId}',
    summary: 'Change settings of a channel',
    status: 200,
    body: channel.updateChannelBody,
    answer: channel.channelAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    method: 'delete',
    path: '/api/v1/channels/{channelId}',
    summary: 'Delete a channel',
    status: 200,
    answer: channel.channelAnswer,
    refusals: [401, 403, 404],
  },
  {
    method: 'post',
    path: '/api/v1/channels/{channelId}/verify',
    summary: 'Verify the webhook URL now',
    status: 200,
    body: channel.verifyBody,
    bodyOptional: true,
    answer: attemptAnswer,
    answerLines: verifyLine,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422, 429],
  },
  {
    method: 'post',
    path: '/api/v1/channels/{channelId}/signing-secret',
    summary: 'Give the channel a new Standard Webhooks secret',
    status: 201,
    answer: channel.signingSecretAnswer,
    refusals: [401, 403, 404],
  },
  {
    method: 'post',
    path: '/api/v1/deliveries/{deliveryId}/redeliver',
    summary: 'Send one delivery again',
    status: 202,
    body: redelivery.redeliverOneBody,
    bodyOptional: true,
    answer: redelivery.redeliveredOneAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA],
  },
  {
    method: 'post',
    path: '/api/v1/channels/{channelId}/redeliver',
    summary: 'Send many deliveries again, in the background, or count them first',
    status: 202,
    body: redelivery.redeliverBody,
    answer: redelivery.redeliveryRunAnswer,
    otherwise: { status: 200, when: 'dryRun', answer: redelivery.redeliveryPreviewAnswer },
    refusals: [400, 401, 403, 404, 409, ...MEDIA],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/redeliveries',
    summary: 'The newest redelivery runs of a channel',
    status: 200,
    answer: redelivery.redeliveryRunsAnswer,
    refusals: [401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/redeliveries/{runId}',
    summary: 'How a redelivery run stands',
    status: 200,
    answer: redelivery.redeliveryRunAnswer,
    refusals: [401, 404],
  },
  {
    method: 'post',
    path: '/api/v1/redeliveries/{runId}/pause',
    summary: 'Pause a redelivery run: nothing more goes into the queue',
    status: 200,
    answer: redelivery.redeliveryRunAnswer,
    refusals: [401, 403, 404, 409],
  },
  {
    method: 'post',
    path: '/api/v1/redeliveries/{runId}/resume',
    summary: 'Go on with a paused redelivery run',
    status: 200,
    answer: redelivery.redeliveryRunAnswer,
    refusals: [401, 403, 404, 409],
  },
  {
    method: 'post',
    path: '/api/v1/redeliveries/{runId}/stop',
    summary: 'Stop a redelivery run for good',
    status: 200,
    answer: redelivery.redeliveryRunAnswer,
    refusals: [401, 403, 404, 409],
  },
  {
    method: 'post',
    path: '/in/{channelId}',
    summary: 'The gateway: LINE’s webhook, signed with x-line-signature, stored before it is answered',
    status: 200,
    body: delivery.webhookBody,
    answer: z.object({ message }),
    refusals: [400, 401, 404, ...MEDIA, 429],
    open: true,
  },
  {
    method: 'post',
    path: '/api/v1/channels/{channelId}/deliveries',
    summary: 'Deliver a body: stored, then sent by the queue',
    status: 202,
    body: delivery.deliverBody,
    answer: delivery.acceptedDeliveryAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/deliveries',
    summary: 'List deliveries, newest first',
    status: 200,
    query: delivery.deliveriesQuery,
    csv: true,
    answer: delivery.deliveriesAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/deliveries/{deliveryId}',
    summary: 'One delivery with its request and its attempts',
    status: 200,
    answer: delivery.deliveryAnswer,
    refusals: [401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/ledger',
    summary: 'What has become of everything that was accepted',
    status: 200,
    query: delivery.ledgerQuery,
    answer: delivery.ledgerAnswer,
    refusals: [400, 401, 404],
  },
  {
    method: 'get',
    path: '/api/v1/channels/{channelId}/queue',
    summary: 'How the queue of a channel stands, and what its gateway has seen',
    status: 200,
    answer: delivery.queueAnswer,
    refusals: [401, 404],
  },
  {
    method: 'post',
    path: '/api/v1/channels/{channelId}/resume',
    summary: 'End the suspension of a channel: what waits is sent',
    status: 200,
    answer: delivery.queueAnswer,
    refusals: [401, 403, 404],
  },
  {
    method: 'get',
    path: '/api/v1/keys',
    summary: 'List API keys',
    status: 200,
    answer: keysAnswer,
    refusals: [401],
  },
  {
    method: 'post',
    path: '/api/v1/keys',
    summary: 'Make an API key',
    status: 201,
    body: createKeyBody,
    answer: createdKeyAnswer,
    refusals: [400, 401, 403, 404, ...MEDIA],
  },
  {
    method: 'delete',
    path: '/api/v1/keys/{keyId}',
    summary: 'Revoke an API key',
    status: 200,
    answer: revokedKeyAnswer,
    refusals: [401, 403, 404],
  },
  {
    method: 'get',
    path: '/api/v1/practice',
    summary: 'How the latest practice run stands',
    status: 200,
    answer: practiceAnswer,
    refusals: [401, 404],
  },
  {
    method: 'post',
    path: '/api/v1/practice',
    summary: 'Make the practice channel and send it a minute of webhooks',
    status: 201,
    body: startPracticeBody,
    bodyOptional: true,
    answer: startedPracticeAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA],
  },
  {
    method: 'delete',
    path: '/api/v1/practice',
    summary: 'Stop the practice run',
    status: 200,
    answer: practiceAnswer,
    refusals: [401, 403, 404],
  },
  {
    method: 'post',
    path: '/api/v1/set-up',
    summary: 'Make the first administrator and sign in',
    status: 201,
    body: setUpBody,
    answer: setUpAnswer,
    refusals: [400, 401, 403, 404, ...MEDIA],
    open: true,
  },
  {
    method: 'post',
    path: '/api/auth/sign-in/email',
    summary: 'Sign in: sets the session cookie',
    status: 200,
    body: signInBody,
    answer: signedInAnswer,
    refusals: [400, 401, 403, ...MEDIA, 429],
    open: true,
  },
  {
    method: 'post',
    path: '/api/auth/sign-out',
    summary: 'Sign out: ends the session',
    status: 200,
    answer: signedInAnswer,
    refusals: [403],
    open: true,
  },
  {
    method: 'get',
    path: '/api/health',
    summary: 'Whether the process answers',
    status: 200,
    answer: z.object({ message }),
    refusals: [],
    open: true,
  },
  {
    method: 'get',
    path: '/api/ready',
    summary: 'Whether the database answers and deliveries are looked for, here or in another process',
    status: 200,
    answer: z.object({ message, worker: z.enum(['running', 'elsewhere']) }),
    refusals: [503],
    open: true,
  },
  {
    method: 'get',
    path: '/v2/bot/channel/webhook/endpoint',
    summary: 'As LINE’s API: the webhook URL and whether it is used',
    status: 200,
    answer: line.webhookEndpointAnswer,
    refusals: [401, 404, 429],
    line: true,
  },
  {
    method: 'put',
    path: '/v2/bot/channel/webhook/endpoint',
    summary: 'As LINE’s API: set the webhook URL',
    status: 200,
    body: line.setWebhookEndpointBody,
    answer: line.setWebhookEndpointAnswer,
    refusals: [400, 401, 404, ...MEDIA, 429],
    line: true,
  },
  {
    method: 'post',
    path: '/v2/bot/channel/webhook/test',
    summary: 'As LINE’s API: verify the webhook URL now',
    status: 200,
    body: line.testWebhookEndpointBody,
    bodyOptional: true,
    answer: line.testWebhookEndpointAnswer,
    refusals: [400, 401, 404, ...MEDIA, 429],
    line: true,
  },
]

import { MEDIA, type Operation } from '../operation.ts'
import { attemptAnswer } from '../schemas/attempt.ts'
import * as channel from '../schemas/channel.ts'
import { verifyLine } from '../schemas/verify-line.ts'

/** Settings of channels, their verification and their secrets. */
export const CHANNELS_OPERATIONS: readonly Operation[] = [
  {
    id: 'createChannel',
    method: 'post',
    path: '/api/v1/channels',
    summary: 'Make a channel',
    status: 201,
    body: channel.createChannelBody,
    example: { name: 'My bot', kind: 'line', webhookUrl: 'https://bot.example.com/webhook', useWebhook: true },
    answer: channel.createdChannelAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    id: 'listChannels',
    method: 'get',
    path: '/api/v1/channels',
    summary: 'List the channels that the caller may see',
    status: 200,
    answer: channel.channelsAnswer,
    refusals: [401],
  },
  {
    id: 'getChannel',
    method: 'get',
    path: '/api/v1/channels/{channelId}',
    summary: 'One channel',
    status: 200,
    answer: channel.channelAnswer,
    refusals: [401, 404],
  },
  {
    id: 'updateChannel',
    method: 'patch',
    path: '/api/v1/channels/{channelId}',
    summary: 'Change settings of a channel',
    status: 200,
    body: channel.updateChannelBody,
    example: { errorStatistics: true, redelivery: true },
    answer: channel.channelAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    id: 'deleteChannel',
    method: 'delete',
    path: '/api/v1/channels/{channelId}',
    summary: 'Delete a channel',
    status: 200,
    answer: channel.channelAnswer,
    refusals: [401, 403, 404],
  },
  {
    id: 'verifyChannel',
    method: 'post',
    path: '/api/v1/channels/{channelId}/verify',
    summary: 'Verify the webhook URL now',
    status: 200,
    body: channel.verifyBody,
    example: { webhookUrl: 'https://bot.example.com/webhook' },
    bodyOptional: true,
    answer: attemptAnswer,
    answerLines: verifyLine,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    id: 'rotateSigningSecret',
    method: 'post',
    path: '/api/v1/channels/{channelId}/signing-secret',
    summary: 'Give the channel a new Standard Webhooks secret',
    status: 201,
    answer: channel.signingSecretAnswer,
    refusals: [401, 403, 404],
  },
]

import { MEDIA, type Operation } from '../operation.ts'
import * as line from '../schemas/line-endpoint.ts'

/** LINE’s own calls of the webhook endpoint. */
export const LINE_OPERATIONS: readonly Operation[] = [
  {
    id: 'getWebhookEndpoint',
    method: 'get',
    path: '/v2/bot/channel/webhook/endpoint',
    summary: 'As LINE’s API: the webhook URL and whether it is used',
    status: 200,
    answer: line.webhookEndpointAnswer,
    refusals: [401, 404],
    line: true,
  },
  {
    id: 'setWebhookEndpoint',
    method: 'put',
    path: '/v2/bot/channel/webhook/endpoint',
    summary: 'As LINE’s API: set the webhook URL',
    status: 200,
    body: line.setWebhookEndpointBody,
    example: { endpoint: 'https://bot.example.com/webhook' },
    answer: line.setWebhookEndpointAnswer,
    refusals: [400, 401, 404, ...MEDIA],
    line: true,
  },
  {
    id: 'testWebhookEndpoint',
    method: 'post',
    path: '/v2/bot/channel/webhook/test',
    summary: 'As LINE’s API: verify the webhook URL now',
    status: 200,
    body: line.testWebhookEndpointBody,
    example: { endpoint: 'https://bot.example.com/webhook' },
    bodyOptional: true,
    answer: line.testWebhookEndpointAnswer,
    refusals: [400, 401, 404, ...MEDIA],
    line: true,
  },
]

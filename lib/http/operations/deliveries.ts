import { z } from 'zod'
import { MEDIA, type Operation } from '../operation.ts'
import { message } from '../schemas/common.ts'
import * as delivery from '../schemas/delivery.ts'

/** What comes in to be delivered, and what has become of it. */
export const DELIVERIES_OPERATIONS: readonly Operation[] = [
  {
    id: 'receiveWebhook',
    method: 'post',
    path: '/in/{channelId}',
    summary: 'The gateway: LINE’s webhook, signed with x-line-signature, stored before it is answered',
    status: 200,
    body: delivery.webhookBody,
    headers: delivery.webhookHeaders,
    answer: z.object({ message }),
    refusals: [400, 401, 404, ...MEDIA],
    open: true,
  },
  {
    id: 'deliver',
    method: 'post',
    path: '/api/v1/channels/{channelId}/deliveries',
    summary: 'Deliver a body: stored, then sent by the queue',
    limit: 'traffic',
    status: 202,
    body: delivery.deliverBody,
    answer: delivery.acceptedDeliveryAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA, 422],
  },
  {
    id: 'listDeliveries',
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
    id: 'getDelivery',
    method: 'get',
    path: '/api/v1/deliveries/{deliveryId}',
    summary: 'One delivery with its request and its attempts',
    status: 200,
    answer: delivery.deliveryAnswer,
    refusals: [401, 404],
  },
  {
    id: 'getLedger',
    method: 'get',
    path: '/api/v1/channels/{channelId}/ledger',
    summary: 'What has become of everything that was accepted',
    status: 200,
    query: delivery.ledgerQuery,
    answer: delivery.ledgerAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'getQueue',
    method: 'get',
    path: '/api/v1/channels/{channelId}/queue',
    summary: 'How the queue of a channel stands, and what its gateway has seen',
    status: 200,
    answer: delivery.queueAnswer,
    refusals: [401, 404],
  },
  {
    id: 'resumeChannel',
    method: 'post',
    path: '/api/v1/channels/{channelId}/resume',
    summary: 'End the suspension of a channel: what waits is sent',
    status: 200,
    answer: delivery.queueAnswer,
    refusals: [401, 403, 404],
  },
]

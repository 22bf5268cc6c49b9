import { expect, it } from 'vitest'
import { switchesAfter } from '@/lib/domain/channel.ts'

const off = { useWebhook: false, errorStatistics: false }
const webhookOnly = { useWebhook: true, errorStatistics: false }
const both = { useWebhook: true, errorStatistics: true }

it.each([
  ['nothing is asked', webhookOnly, {}, webhookOnly],
  ['statistics are turned on beside the webhook', webhookOnly, { errorStatistics: true }, both],
  ['both are turned on at once', off, both, both],
  ['the webhook is turned off, which takes the statistics along', both, { useWebhook: false }, off],
  ['the webhook is turned off and on again without the statistics', off, { useWebhook: true }, webhookOnly],
  ['statistics are asked for without the webhook', off, { errorStatistics: true }, null],
  [
    'the webhook is turned off while statistics are asked for',
    both,
    { useWebhook: false, errorStatistics: true },
    null,
  ],
])('when %s', (_, before, patch, after) => expect(switchesAfter(before, patch)).toEqual(after))

import { z } from 'zod'
import { LINE_TEST_REASONS } from '@/lib/domain/line-webhook-test.ts'

/** Judged by lib/delivery/check-webhook-url.ts; LINE passes over fields that it does not know. */
const endpoint = z.string()

export const setWebhookEndpointBody = z.object({ endpoint }).meta({ id: 'SetWebhookEndpointRequest' })
export const testWebhookEndpointBody = z
  .object({ endpoint: endpoint.optional().meta({ description: 'The saved one when it is left out' }) })
  .meta({ id: 'TestWebhookEndpointRequest' })

export const webhookEndpointAnswer = z
  .object({ endpoint, active: z.boolean().meta({ description: 'Whether "use webhook" is on' }) })
  .meta({ id: 'GetWebhookEndpointResponse' })
export const setWebhookEndpointAnswer = z.object({})
export const testWebhookEndpointAnswer = z
  .object({
    success: z.boolean(),
    timestamp: z.iso.datetime(),
    statusCode: z.int().meta({ description: '0 when there was no response' }),
    reason: z.enum(LINE_TEST_REASONS),
    detail: z.string(),
  })
  .meta({ id: 'TestWebhookEndpointResponse' })

export const lineFailureBody = z
  .object({ message: z.string(), details: z.array(z.object({ message: z.string() })).optional() })
  .meta({ id: 'LineErrorResponse' })

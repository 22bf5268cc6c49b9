import { asLineChannel, lineAnswer, lineRoutes } from '@/app/v2/line-api.ts'
import { testForLine } from '@/lib/delivery/test-for-line.ts'
import { readOptionalJson } from '@/lib/http/read-request.ts'
import { testWebhookEndpointBody } from '@/lib/http/schemas/line-endpoint.ts'

export const { GET, POST, PUT, PATCH, DELETE } = lineRoutes({
  POST: asLineChannel('testWebhookEndpoint', async ({ request, runtime, channel }) => {
    const { endpoint } = await readOptionalJson(request, testWebhookEndpointBody)
    return lineAnswer(await testForLine(runtime.sending, channel, endpoint))
  }),
})

import { asLineChannel, lineAnswer, lineRoutes } from '@/app/v2/line-api.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { setWebhookEndpointBody } from '@/lib/http/schemas/line-endpoint.ts'
import { noWebhookEndpoint } from '@/lib/reports/find-line-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = lineRoutes({
  GET: asLineChannel('getWebhookEndpoint', async ({ channel }) => {
    if (channel.webhookUrl === null) throw noWebhookEndpoint()
    return lineAnswer({ endpoint: channel.webhookUrl, active: channel.useWebhook })
  }),

  PUT: asLineChannel('setWebhookEndpoint', async ({ request, runtime, actor, channel }) => {
    const { endpoint } = await readJson(request, setWebhookEndpointBody)
    if (endpoint !== channel.webhookUrl) await runtime.sending.checkUrl(endpoint, channel)
    await updateChannel(runtime, actor, channel.id, { webhookUrl: endpoint })
    return lineAnswer({})
  }),
})

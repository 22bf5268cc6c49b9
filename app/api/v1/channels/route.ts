import { asActor, routes } from '@/app/api/answer.ts'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { channelAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { createChannelBody } from '@/lib/http/schemas/channel.ts'
import { listChannels } from '@/lib/reports/list-channels.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ runtime, actor }) => {
    const channels = await listChannels(runtime, actor)
    return success({ channels: channels.map(channelAnswer) })
  }),

  POST: asActor(async ({ request, runtime, actor }) => {
    const wanted = await readJson(request, createChannelBody)
    const errors = wanted.webhookUrl ? await runtime.sending.checkUrl(wanted.webhookUrl) : []
    const endpoint = wanted.restEndpoint ? await runtime.sending.checkEndpoint(wanted.restEndpoint) : null
    errors.push(...(endpoint?.errors ?? []))
    const { channel, secret } = await createChannel(runtime, actor, { ...wanted, restEndpoint: endpoint?.restEndpoint })
    const generated = wanted.channelSecret === undefined && secret !== null ? { channelSecret: secret } : {}
    return success({ channel: channelAnswer(channel), ...generated }, { status: 201, errors })
  }),
})

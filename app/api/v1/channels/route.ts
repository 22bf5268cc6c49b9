import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { channelAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { createChannelBody } from '@/lib/http/schemas/channel.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { CHANNELS_TABLE } from '@/lib/http/tables/settings-tables.ts'
import { listChannels } from '@/lib/reports/list-channels.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { file } = readTableQuery(call.request, NO_QUERY)
    const channels = (await listChannels(call.runtime, call.actor)).map(channelAnswer)
    if (file) return tableAnswer(call, file, CHANNELS_TABLE, { page: allAtOnce(channels) })
    return success({ channels })
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

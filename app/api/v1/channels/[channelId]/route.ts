import { asActor, routes } from '@/app/api/answer.ts'
import { deleteChannel } from '@/lib/commands/delete-channel.ts'
import { updateChannel } from '@/lib/commands/update-channel.ts'
import { channelAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { updateChannelBody } from '@/lib/http/schemas/channel.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ param, runtime, actor }) => {
    return success({ channel: channelAnswer(await findChannel(runtime, actor, param('channelId'))) })
  }),

  PATCH: asActor(async ({ request, param, runtime, actor }) => {
    const before = await findChannel(runtime, actor, param('channelId'))
    const patch = await readJson(request, updateChannelBody)
    const { webhookUrl } = patch
    const changed = webhookUrl && webhookUrl !== before.webhookUrl
    const errors = changed ? await runtime.sending.checkUrl(webhookUrl, before) : []
    const endpoint = patch.restEndpoint ? await runtime.sending.checkEndpoint(patch.restEndpoint) : null
    errors.push(...(endpoint?.errors ?? []))
    const settings = endpoint === null ? patch : { ...patch, restEndpoint: endpoint.restEndpoint }
    return success({ channel: channelAnswer(await updateChannel(runtime, actor, before.id, settings)) }, { errors })
  }),

  DELETE: asActor(async ({ param, runtime, actor }) => {
    const channel = await findChannel(runtime, actor, param('channelId'))
    await deleteChannel(runtime, actor, channel.id)
    runtime.auth.forgetKeys()
    runtime.purge.start()
    return success({ channel: channelAnswer(channel) })
  }),
})

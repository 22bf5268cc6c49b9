import { asActor, routes } from '@/app/api/answer.ts'
import { rotateSigningSecret } from '@/lib/commands/rotate-signing-secret.ts'
import { channelAnswer } from '@/lib/http/answers/channel-answer.ts'
import { success } from '@/lib/http/envelope.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: asActor(async ({ param, runtime, actor }) => {
    const { channel, signingSecret } = await rotateSigningSecret(runtime, actor, param('channelId'))
    return success({ channel: channelAnswer(channel), signingSecret }, { status: 201 })
  }),
})

import { asActor, routes } from '@/app/api/answer.ts'
import { removeMark } from '@/lib/commands/add-mark.ts'
import { markAnswer } from '@/lib/http/answers/mark-answer.ts'
import { success } from '@/lib/http/envelope.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  DELETE: asActor(async ({ param, runtime, actor }) => {
    const mark = await removeMark(runtime, actor, param('channelId'), param('markId'))
    return success({ mark: markAnswer(mark) })
  }),
})

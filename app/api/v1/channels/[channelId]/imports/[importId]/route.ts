import { asActor, routes } from '@/app/api/answer.ts'
import { undoImport } from '@/lib/commands/import-errors.ts'
import { importAnswer } from '@/lib/http/answers/import-answer.ts'
import { success } from '@/lib/http/envelope.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  DELETE: asActor(async ({ param, runtime, actor }) => {
    const channelId = param('channelId')
    const undone = await undoImport(runtime, actor, channelId, param('importId'))
    return success({ import: importAnswer(channelId, undone) })
  }),
})

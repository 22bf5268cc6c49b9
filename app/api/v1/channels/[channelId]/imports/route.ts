import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { importErrors } from '@/lib/commands/import-errors.ts'
import { importAnswer, importPreviewAnswer } from '@/lib/http/answers/import-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readConsoleFile } from '@/lib/http/read-console-file.ts'
import { readQuery, readTableBody } from '@/lib/http/read-request.ts'
import { importQuery } from '@/lib/http/schemas/import.ts'
import { importRange, listImports, previewImport } from '@/lib/reports/imports.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const imports = await listImports(call.runtime, channel)
    return success({ imports: imports.map((one) => importAnswer(channel.id, one)) })
  }),

  POST: asActor(async (call) => {
    const { request, runtime, actor } = call
    const channel = await channelFor(call, 'channel:manage')
    const { dryRun, from, to, fileName } = readQuery(request, importQuery)
    const range = importRange({ fromMs: from, toMs: to })
    const file = readConsoleFile(await readTableBody(request))
    if (dryRun === 'true') {
      return success({ preview: importPreviewAnswer(await previewImport(runtime, channel, file, range)) })
    }
    const asked = { file, range, fileName: fileName ?? null }
    const { preview, added } = await importErrors(runtime, actor, channel.id, asked)
    const answer = { preview: importPreviewAnswer(preview) }
    if (added === null) return success(answer)
    return success({ import: importAnswer(channel.id, added), ...answer }, { status: 201 })
  }),
})

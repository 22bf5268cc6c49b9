import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { importErrors } from '@/lib/commands/import-errors.ts'
import { importAnswer, importPreviewAnswer } from '@/lib/http/answers/import-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readConsoleFile } from '@/lib/http/read-console-file.ts'
import { readQuery, readTableBody } from '@/lib/http/read-request.ts'
import { importQuery } from '@/lib/http/schemas/import.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { IMPORTS_TABLE } from '@/lib/http/tables/history-tables.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { importRange, listImports, previewImport } from '@/lib/reports/imports.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { file } = readTableQuery(call.request, NO_QUERY)
    const imports = (await listImports(call.runtime, channel)).map((one) => importAnswer(channel.id, one))
    if (file) return tableAnswer(call, file, IMPORTS_TABLE, { channel, page: allAtOnce(imports) })
    return success({ imports })
  }),

  POST: asActor(async (call) => {
    const { request, runtime, actor } = call
    const channel = await channelFor(call, 'channel:manage')
    const { dryRun, from, to, fileName } = readQuery(request, importQuery)
    const range = importRange({ fromMs: from, toMs: to })
    const file = await readConsoleFile(await readTableBody(request))
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

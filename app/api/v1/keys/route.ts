import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { createKey } from '@/lib/commands/create-key.ts'
import { keyAnswer } from '@/lib/http/answers/key-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { createKeyBody, type KeyAnswer, keysQuery } from '@/lib/http/schemas/key.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { KEYS_TABLE } from '@/lib/http/tables/settings-tables.ts'
import { listKeys } from '@/lib/reports/list-keys.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { query, file } = readTableQuery(call.request, keysQuery)
    const keys = (await listKeys(call.runtime, call.actor)).map(keyAnswer).filter((key) => isAsked(key, query))
    if (file) return tableAnswer(call, file, KEYS_TABLE, { page: allAtOnce(keys) })
    return success({ keys })
  }),

  POST: asActor(async ({ request, runtime, actor }) => {
    const wanted = await readJson(request, createKeyBody)
    const { key, secret } = await createKey(runtime, actor, wanted)
    return success({ key: keyAnswer(key), secret }, { status: 201 })
  }),
})

function isAsked(key: KeyAnswer, { channelId, revoked }: { channelId?: string; revoked?: 'true' | 'false' }): boolean {
  if (channelId !== undefined && key.channelId !== channelId) return false
  return revoked === undefined || (key.revokedAt !== null) === (revoked === 'true')
}

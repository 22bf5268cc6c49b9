import { asActor, routes } from '@/app/api/answer.ts'
import { createKey } from '@/lib/commands/create-key.ts'
import { keyAnswer } from '@/lib/http/answers/key-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { createKeyBody } from '@/lib/http/schemas/key.ts'
import { listKeys } from '@/lib/reports/list-keys.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ runtime, actor }) => {
    return success({ keys: (await listKeys(runtime, actor)).map(keyAnswer) })
  }),

  POST: asActor(async ({ request, runtime, actor }) => {
    const wanted = await readJson(request, createKeyBody)
    const { key, secret } = await createKey(runtime, actor, wanted)
    return success({ key: keyAnswer(key), secret }, { status: 201 })
  }),
})

import { routes } from '@/app/api/answer.ts'
import { createFirstAdministrator } from '@/lib/commands/create-first-administrator.ts'
import { success, toResponse } from '@/lib/http/envelope.ts'
import { requireOwnOriginOfBrowser } from '@/lib/http/origin.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { setUpBody } from '@/lib/http/schemas/set-up.ts'
import { administratorExists, wrongSetUpToken } from '@/lib/http/set-up-refusals.ts'
import { countAdministrators } from '@/lib/reports/count-administrators.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: async ({ request, runtime }) => {
    if ((await countAdministrators(runtime)) > 0) throw administratorExists()
    requireOwnOriginOfBrowser((name) => request.headers.get(name), runtime.settings.baseUrl)
    const { token, ...administrator } = await readJson(request, setUpBody)
    if (!runtime.auth.setUpToken.matches(token)) throw wrongSetUpToken()
    await createFirstAdministrator(runtime, administrator, runtime.auth.hashPassword)
    const cookies = await runtime.auth.signIn({
      ...administrator,
      address: request.headers.get('x-todoku-client-address') ?? '',
      headers: request.headers,
    })
    const response = toResponse(success({}, { status: 201 }))
    for (const cookie of cookies) response.headers.append('set-cookie', cookie)
    return response
  },
})

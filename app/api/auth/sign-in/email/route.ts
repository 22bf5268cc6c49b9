import { routes } from '@/app/api/answer.ts'
import { success, toResponse } from '@/lib/http/envelope.ts'
import { requireOwnOriginOfBrowser } from '@/lib/http/origin.ts'
import { readJson } from '@/lib/http/read-request.ts'
import { signInBody } from '@/lib/http/schemas/sign-in.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: async ({ request, runtime }) => {
    requireOwnOriginOfBrowser((name) => request.headers.get(name), runtime.settings.baseUrl)
    const credentials = await readJson(request, signInBody)
    const address = request.headers.get('x-todoku-client-address') ?? ''
    const cookies = await runtime.auth.signIn({ ...credentials, address, headers: request.headers })
    const response = toResponse(success({}))
    for (const cookie of cookies) response.headers.append('set-cookie', cookie)
    return response
  },
})

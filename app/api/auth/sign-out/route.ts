import { routes } from '@/app/api/answer.ts'
import { success, toResponse } from '@/lib/http/envelope.ts'
import { requireOwnOrigin } from '@/lib/http/origin.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  POST: async ({ request, runtime }) => {
    requireOwnOrigin((name) => request.headers.get(name), runtime.settings.baseUrl)
    const response = toResponse(success({}))
    for (const cookie of await runtime.auth.signOut(request.headers)) response.headers.append('set-cookie', cookie)
    return response
  },
})

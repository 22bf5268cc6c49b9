import { routes } from '@/app/api/answer.ts'
import { describeApi } from '@/lib/http/describe-api.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: async ({ runtime }) => Response.json(describeApi(runtime.settings.requestsPerMinute)),
})

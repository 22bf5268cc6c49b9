import { routes } from '@/app/api/answer.ts'
import { success } from '@/lib/http/envelope.ts'

/** The process answers: nothing else is asked. */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: async () => success({}),
})

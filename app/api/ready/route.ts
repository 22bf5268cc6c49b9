import { routes } from '@/app/api/answer.ts'
import { success } from '@/lib/http/envelope.ts'

/** The database can be read and written to, and is migrated, and the worker works; 503 otherwise. */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: async ({ runtime }) => {
    return success(await runtime.checkReady())
  },
})

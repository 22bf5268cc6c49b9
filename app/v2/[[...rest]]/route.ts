import { lineRoutes } from '@/app/v2/line-api.ts'
import { noSuchRoute } from '@/lib/http/method-not-allowed.ts'

const nothing = () => Promise.reject(noSuchRoute())

/** What of LINE's API is not here, so that it is refused in LINE's form too. */
export const { GET, POST, PUT, PATCH, DELETE } = lineRoutes({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
})

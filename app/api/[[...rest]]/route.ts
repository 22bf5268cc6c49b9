import { routes } from '@/app/api/answer.ts'
import { noSuchRoute } from '@/lib/http/method-not-allowed.ts'

const nothing = () => Promise.reject(noSuchRoute())

/** What no other route answers, so that it gets the envelope too. */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
})

import { asActor, routes } from '@/app/api/answer.ts'
import { revokeKey } from '@/lib/commands/revoke-key.ts'
import { success } from '@/lib/http/envelope.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  DELETE: asActor(async ({ param, runtime, actor }) => {
    await revokeKey(runtime, actor, param('keyId'))
    runtime.auth.forgetKeys()
    return success({})
  }),
})

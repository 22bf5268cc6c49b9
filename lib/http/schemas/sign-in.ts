import { z } from 'zod'
import { message } from './common.ts'

export const signInBody = z
  .strictObject({ email: z.string().min(1).max(200), password: z.string().min(1).max(128) })
  .meta({ id: 'SignIn' })

export const signedInAnswer = z.object({ message })

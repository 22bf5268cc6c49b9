import { z } from 'zod'
import { message } from './common.ts'

export const setUpBody = z
  .strictObject({
    token: z.string().min(1).max(200),
    email: z.email().max(200),
    name: z.string().trim().min(1).max(100),
    password: z.string().min(12).max(128),
  })
  .meta({ id: 'SetUp' })

export const setUpAnswer = z.object({ message })

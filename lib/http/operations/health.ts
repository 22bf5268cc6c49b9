import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { message } from '../schemas/common.ts'

/** Health and readiness. */
export const HEALTH_OPERATIONS: readonly Operation[] = [
  {
    id: 'getHealth',
    method: 'get',
    path: '/api/health',
    summary: 'Whether the process answers',
    status: 200,
    answer: z.object({ message }),
    refusals: [],
    open: true,
  },
  {
    id: 'getReadiness',
    method: 'get',
    path: '/api/ready',
    summary: 'Whether the database answers and deliveries are looked for, here or in another process',
    status: 200,
    answer: z.object({ message, worker: z.enum(['running', 'elsewhere']) }),
    refusals: [],
    open: true,
  },
]

import { z } from 'zod'
import { STEPS } from '@/lib/domain/attempt-steps.ts'
import { attemptAnswer, certificate, error, protocol } from './attempt.ts'
import { failureBody } from './common.ts'

/** One step of a verification, as it begins and ends. */
export const stepLine = z
  .object({
    step: z.enum(STEPS),
    state: z.enum(['started', 'done', 'failed']),
    ms: z
      .number()
      .nullable()
      .meta({ description: 'null when it starts; response counts from the start of the request, as timeoutMs does' }),
    addresses: z.array(z.string()).optional().meta({ description: 'dns' }),
    remoteAddress: z.string().nullable().optional().meta({ description: 'tcp' }),
    tlsVersion: z.string().nullable().optional().meta({ description: 'tls' }),
    protocol: protocol.nullable().optional().meta({ description: 'tls: what ALPN chose' }),
    certificate: certificate.nullable().optional().meta({ description: 'tls' }),
    status: z.int().nullable().optional().meta({ description: 'response' }),
    error: error.optional().meta({ description: 'Of a step that failed' }),
  })
  .meta({ id: 'VerificationStep' })

/** The last line is the answer or the refusal, the others are steps. */
export const verifyLine = z.union([stepLine, attemptAnswer, failureBody])

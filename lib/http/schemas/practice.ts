import { z } from 'zod'
import { channel } from './channel.ts'
import { isoTime, message } from './common.ts'

export const practiceRun = z
  .object({
    state: z.enum(['running', 'finished', 'stopped']),
    channelId: z.string(),
    startedAt: isoTime,
    startedAtMs: z.int(),
    elapsedMs: z.int(),
    totalMs: z.int(),
    sent: z.int(),
    failed: z.int(),
    byDetail: z.record(z.string(), z.int()).meta({ description: 'Failures by detail' }),
  })
  .meta({ id: 'PracticeRun' })

export const startPracticeBody = z
  .strictObject({
    seconds: z.int().min(5).max(60).optional(),
    name: z.string().trim().min(1).max(100).optional().meta({ description: 'Of the channel, where it is new' }),
  })
  .meta({ id: 'StartPractice' })
export const startedPracticeAnswer = z.object({ message, channel, run: practiceRun })
export const practiceAnswer = z.object({ message, run: practiceRun.nullable() })

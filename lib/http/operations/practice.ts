import { MEDIA, type Operation } from '../operation.ts'
import { practiceAnswer, startedPracticeAnswer, startPracticeBody } from '../schemas/practice.ts'

/** The practice run. */
export const PRACTICE_OPERATIONS: readonly Operation[] = [
  {
    id: 'getPractice',
    method: 'get',
    path: '/api/v1/practice',
    summary: 'How the latest practice run stands',
    status: 200,
    table: true,
    answer: practiceAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'startPractice',
    method: 'post',
    path: '/api/v1/practice',
    summary: 'Make the practice channel and send it a minute of webhooks',
    status: 201,
    body: startPracticeBody,
    example: { seconds: 30 },
    bodyOptional: true,
    answer: startedPracticeAnswer,
    refusals: [400, 401, 403, 404, 409, ...MEDIA],
  },
  {
    id: 'stopPractice',
    method: 'delete',
    path: '/api/v1/practice',
    summary: 'Stop the practice run',
    status: 200,
    answer: practiceAnswer,
    refusals: [401, 403, 404],
  },
]

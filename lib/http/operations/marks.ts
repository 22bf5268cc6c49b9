import { MEDIA, type Operation } from '../operation.ts'
import { addMarkBody, markAnswer, marksAnswer, marksQuery } from '../schemas/mark.ts'

/** Points in time that explain a chart. */
export const MARKS_OPERATIONS: readonly Operation[] = [
  {
    id: 'addMark',
    method: 'post',
    path: '/api/v1/channels/{channelId}/marks',
    summary: 'Mark a deploy on the charts, with attempts:write or channel:manage',
    status: 201,
    body: addMarkBody,
    example: { text: 'v2.14.0', idempotencyKey: 'deploy-1024' },
    answer: markAnswer,
    otherwise: { status: 200, when: 'an idempotencyKey that was used before', answer: markAnswer },
    refusals: [400, 401, 403, 404, ...MEDIA, 422],
  },
  {
    id: 'listMarks',
    method: 'get',
    path: '/api/v1/channels/{channelId}/marks',
    summary: 'What changed in a range, the last 24 hours unless said otherwise',
    status: 200,
    query: marksQuery,
    table: true,
    answer: marksAnswer,
    refusals: [400, 401, 404],
  },
  {
    id: 'removeMark',
    method: 'delete',
    path: '/api/v1/channels/{channelId}/marks/{markId}',
    summary: 'Take a deploy’s mark away, with channel:manage',
    status: 200,
    answer: markAnswer,
    refusals: [401, 403, 404],
  },
]

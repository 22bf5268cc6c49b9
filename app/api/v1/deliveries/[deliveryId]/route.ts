import { asActor, routes } from '@/app/api/answer.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { attemptAnswer } from '@/lib/http/answers/attempt-answer.ts'
import { deliveryAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { allAtOnce } from '@/lib/http/tables/answer-table.ts'
import { ATTEMPTS_TABLE } from '@/lib/http/tables/attempts-table.ts'
import { NO_QUERY, readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { deliveryDetail } from '@/lib/reports/delivery-detail.ts'
import { findChannel } from '@/lib/reports/find-channel.ts'

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { param, runtime, actor } = call
    const { file } = readTableQuery(call.request, NO_QUERY)
    const detail = await deliveryDetail(runtime, actor, param('deliveryId'))
    const attempts = detail.attempts.map(attemptAnswer)
    if (file) {
      const channel = await findChannel(runtime, actor, detail.delivery.channelId)
      const table = { ...ATTEMPTS_TABLE, id: `delivery-${detail.delivery.id}` }
      return tableAnswer(call, file, table, { channel, page: allAtOnce(attempts) })
    }
    return success({ delivery: { ...deliveryAnswer(detail.delivery), request: detail.request }, attempts })
  }),
})

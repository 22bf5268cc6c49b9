import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { tableAnswer } from '@/app/api/table-answer.ts'
import { deliveryOf } from '@/lib/delivery/asked-delivery.ts'
import { deliveryAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success } from '@/lib/http/envelope.ts'
import { readJsonToPassOn } from '@/lib/http/read-request.ts'
import { deliverBody, deliveriesQuery } from '@/lib/http/schemas/delivery.ts'
import { DELIVERIES_TABLE } from '@/lib/http/tables/deliveries-table.ts'
import { readTableQuery } from '@/lib/http/tables/read-table-query.ts'
import { findAccepted } from '@/lib/reports/find-accepted.ts'
import { listDeliveries } from '@/lib/reports/list-deliveries.ts'

/** As much as the gateway takes. */
const BODY_LIMIT_BYTES = 1024 * 1024

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const channel = await channelFor(call, 'statistics:read')
    const { query, file } = readTableQuery(call.request, deliveriesQuery)
    const { from, to, ...filters } = query
    const range = { fromMs: from, toMs: to }
    const list = async (page: { cursor?: string; limit?: number }) => {
      const { deliveries, nextCursor } = await listDeliveries(call.runtime, channel, { ...range, ...filters, ...page })
      return { rows: deliveries.map(deliveryAnswer), nextCursor }
    }
    if (file) return tableAnswer(call, file, DELIVERIES_TABLE, { channel, range, page: list })
    const { rows, nextCursor } = await list({})
    return success({ deliveries: rows, nextCursor })
  }),

  POST: asActor(async (call) => {
    const { request, runtime, actor } = call
    const channel = await channelFor(call, 'deliveries:write')
    const asked = await readJsonToPassOn(request, deliverBody, BODY_LIMIT_BYTES)
    const source = actor.kind === 'user' ? 'form' : 'api'
    const delivery = deliveryOf(channel, asked, { source, nowMs: runtime.now() })
    const { deliveryId } = await runtime.sending.accept(actor, channel, delivery)
    const accepted = await findAccepted(runtime, channel, deliveryId)
    const tracked = accepted.sendId === null ? {} : { send_id: accepted.sendId }
    return success({ delivery: deliveryAnswer(accepted), ...tracked }, { status: 202 })
  }, 'traffic'),
})

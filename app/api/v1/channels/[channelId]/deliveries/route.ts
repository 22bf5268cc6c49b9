import { asActor, routes } from '@/app/api/answer.ts'
import { channelFor } from '@/app/api/channel-for.ts'
import { deliveryOf } from '@/lib/delivery/asked-delivery.ts'
import { wantsCsv } from '@/lib/http/answers/csv-answer.ts'
import { deliveriesCsv } from '@/lib/http/answers/deliveries-csv.ts'
import { deliveryAnswer } from '@/lib/http/answers/delivery-answer.ts'
import { success, toResponse } from '@/lib/http/envelope.ts'
import { readJson, readQuery } from '@/lib/http/read-request.ts'
import { deliverBody, deliveriesQuery } from '@/lib/http/schemas/delivery.ts'
import { findAccepted } from '@/lib/reports/find-accepted.ts'
import { listDeliveries } from '@/lib/reports/list-deliveries.ts'

/** As much as the gateway takes. */
const BODY_LIMIT_BYTES = 1024 * 1024

export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async (call) => {
    const { request, runtime } = call
    const channel = await channelFor(call, 'statistics:read')
    const { from, to, ...filters } = readQuery(request, deliveriesQuery)
    const { deliveries, nextCursor } = await listDeliveries(runtime, channel, { fromMs: from, toMs: to, ...filters })
    if (wantsCsv(request.headers.get('accept'))) return toResponse(deliveriesCsv(deliveries, nextCursor))
    return success({ deliveries: deliveries.map(deliveryAnswer), nextCursor })
  }),

  POST: asActor(async (call) => {
    const { request, runtime, actor } = call
    const channel = await channelFor(call, 'deliveries:write')
    const asked = await readJson(request, deliverBody, BODY_LIMIT_BYTES)
    const source = actor.kind === 'user' ? 'form' : 'api'
    const delivery = deliveryOf(channel, asked, { source, nowMs: runtime.now() })
    const { deliveryId } = await runtime.sending.accept(actor, channel, delivery)
    const accepted = await findAccepted(runtime, channel, deliveryId)
    const tracked = accepted.sendId === null ? {} : { send_id: accepted.sendId }
    return success({ delivery: deliveryAnswer(accepted), ...tracked }, { status: 202 })
  }, 'traffic'),
})

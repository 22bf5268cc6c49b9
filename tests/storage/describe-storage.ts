import { describe } from 'vitest'
import { describeAcceptance } from './conformance/acceptance.ts'
import { describeAccess } from './conformance/access.ts'
import { describeAllDeliveries } from './conformance/all-deliveries.ts'
import { describeAttempts } from './conformance/attempts.ts'
import { describeBraze } from './conformance/braze.ts'
import { describeDeliveries } from './conformance/deliveries.ts'
import { describeDeliveryCounts } from './conformance/delivery-counts.ts'
import { describeImports } from './conformance/imports.ts'
import { describePurge } from './conformance/purge.ts'
import { describeQueue } from './conformance/queue.ts'
import { describeReclassify } from './conformance/reclassify.ts'
import { describeRecording } from './conformance/recording.ts'
import { describeRecount } from './conformance/recount.ts'
import { describeRedelivery } from './conformance/redelivery.ts'
import { describeResponseTimes } from './conformance/response-times.ts'
import { describeSends } from './conformance/sends.ts'
import { describeSwitching } from './conformance/switching.ts'
import { describeTimeline } from './conformance/timeline.ts'
import { describeWebhookErrors } from './conformance/webhook-errors.ts'
import type { Engine } from './engine.ts'

/** What every engine must do, whatever its SQL. */
export function describeStorage(engine: Engine): void {
  describe(engine.name, () => {
    describeRecording(engine)
    describeSwitching(engine)
    describeTimeline(engine)
    describeResponseTimes(engine)
    describeWebhookErrors(engine)
    describeImports(engine)
    describeAttempts(engine)
    describeBraze(engine)
    describeDeliveryCounts(engine)
    describeAllDeliveries(engine)
    describeRecount(engine)
    describeSends(engine)
    describePurge(engine)
    describeQueue(engine)
    describeReclassify(engine)
    describeAccess(engine)
    describeAcceptance(engine)
    describeDeliveries(engine)
    describeRedelivery(engine)
  })
}

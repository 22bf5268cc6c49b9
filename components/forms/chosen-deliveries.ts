import type { DeliverySource } from '@/lib/domain/delivery.ts'
import type { RedeliverableState } from '@/lib/domain/redelivery-run.ts'

/** What a redelivery by hand is asked for, as `POST …/redeliver` takes it: these, or all that match. */
export type Chosen =
  | { deliveryIds: string[] }
  | {
      from: number
      to: number
      detail?: string
      state?: RedeliverableState
      source?: DeliverySource
      webhookEventId?: string
      sendId?: string
      campaignId?: string
    }

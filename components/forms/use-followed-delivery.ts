'use client'

import { useEffect, useState } from 'react'
import { useRequest } from '@/components/ui/use-request.ts'
import type { DeliveryState } from '@/lib/domain/delivery.ts'

/** A delivery as the API answers it, as far as it is followed here. */
export type FollowedDelivery = {
  id: string
  state: DeliveryState
  reason: string | null
  attempts: number
  /** ISO 8601; null once it has ended. */
  nextAttemptAt: string | null
}

const SOON_MS = 500
const LATER_MS = 3_000
/** Most have ended by then; what waits for a redelivery is asked for less often. */
const SOON_TRIES = 20

/** What the API says of a delivery, asked for again until it has ended. */
export function useFollowedDelivery(accepted: FollowedDelivery | null): FollowedDelivery | null {
  const { request } = useRequest()
  const [latest, setLatest] = useState<FollowedDelivery | null>(null)
  useEffect(() => {
    if (accepted === null) return
    let tries = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const ask = async () => {
      tries += 1
      const answer = await request<{ delivery: FollowedDelivery }>('GET', `/api/v1/deliveries/${accepted.id}`)
      if (over) return
      if (answer.ok) setLatest(answer.body.delivery)
      if (!answer.ok || answer.body.delivery.state === 'pending') {
        timer = setTimeout(ask, tries < SOON_TRIES ? SOON_MS : LATER_MS)
      }
    }
    timer = setTimeout(ask, SOON_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [accepted, request])
  return latest?.id === accepted?.id ? latest : accepted
}

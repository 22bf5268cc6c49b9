'use client'

import { forgetPlaces } from './recent-places.ts'
import { useToast } from './toast.tsx'
import { useRequest } from './use-request.ts'

/** Ends the session, and what this browser remembered of it. */
export function useSignOut(): () => Promise<void> {
  const toast = useToast()
  const { request } = useRequest()
  return async () => {
    const answer = await request('POST', '/api/auth/sign-out', {})
    if (!answer.ok) return toast('alert', answer.text)
    forgetPlaces()
    window.location.assign('/sign-in')
  }
}

'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

const EVERY_MS = 2_000

/** Keeps the page of a running practice up to date, and stops the run when asked. */
export function PracticeWatch({ running }: { running: boolean }) {
  const t = useTranslations('practice')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [running, router])
  const stop = async () => {
    const answer = await request('DELETE', '/api/v1/practice')
    if (answer.ok) router.refresh()
    else toast('alert', answer.text)
  }
  if (!running) return null
  return (
    <Button size="sm" pending={pending} onClick={stop}>
      {t('stop')}
    </Button>
  )
}

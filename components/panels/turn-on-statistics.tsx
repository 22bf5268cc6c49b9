'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

export function TurnOnStatistics({ channelId }: { channelId: string }) {
  const t = useTranslations('statistics')
  const { pending, request } = useRequest()
  const toast = useToast()
  const router = useRouter()
  const turnOn = async () => {
    const answer = await request('PATCH', `/api/v1/channels/${channelId}`, { errorStatistics: true })
    if (answer.ok) toast('ok', t('turnedOn'))
    else toast('alert', answer.text)
    router.refresh()
  }
  return (
    <Button look="primary" pending={pending} onClick={turnOn}>
      {t('turnOn')}
    </Button>
  )
}

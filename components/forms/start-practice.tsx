'use client'

import { useRouter } from 'next/navigation'
import { Button, type ButtonLook, type ButtonSize } from '@/components/ui/button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'

/** Makes the practice channel, starts its minute, and goes where it can be watched. */
export function StartPractice({
  label,
  channelName,
  look = 'primary',
  size = 'lg',
}: {
  label: string
  /** Of the practice channel, where this start makes it. */
  channelName: string
  look?: ButtonLook
  size?: ButtonSize
}) {
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const start = async () => {
    const answer = await request('POST', '/api/v1/practice', { name: channelName })
    if (answer.ok || answer.code === 'practice_running') {
      router.push('/practice')
      router.refresh()
    } else toast('alert', answer.text)
  }
  return (
    <Button look={look} size={size} pending={pending} onClick={start}>
      <Icon name="play" />
      {label}
    </Button>
  )
}

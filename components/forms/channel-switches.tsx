'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Switch } from '@/components/ui/switch.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'

type Switches = { useWebhook?: boolean; errorStatistics?: boolean; redelivery?: boolean }

function Setting({
  name,
  say,
  on,
  under = false,
  children,
}: {
  name: string
  say: string
  on: boolean
  under?: boolean
  children: (ids: { labelledBy: string; describedBy: string }) => ReactNode
}) {
  const t = useTranslations('settings')
  const id = useId()
  return (
    <div
      className={`grid grid-cols-[1fr_auto] items-start gap-x-6 gap-y-0.5 py-3 first:pt-0 last:pb-0 [&+&]:border-line [&+&]:border-t ${under ? 'ml-4 md:ml-6' : ''}`}
    >
      <b id={`${id}-name`}>{name}</b>
      <span className="row-span-2 flex items-center gap-2 text-ink-2 text-sm max-md:row-span-1">
        <span aria-hidden="true">{on ? t('on') : t('off')}</span>
        {children({ labelledBy: `${id}-name`, describedBy: `${id}-say` })}
      </span>
      <p id={`${id}-say`} className="text-ink-2 text-sm max-md:col-span-2 md:pr-6">
        {say}
      </p>
    </div>
  )
}

/**
 * *Use webhook* and, under it, *error statistics*, which needs the first; *redelivery*, which needs neither. Switching
 * the first off asks before.
 */
export function ChannelSwitches({
  channelId,
  kind,
  useWebhook,
  errorStatistics,
  redelivery,
  readOnly,
}: {
  channelId: string
  kind: ChannelKind
  useWebhook: boolean
  errorStatistics: boolean
  redelivery: boolean
  readOnly: boolean
}) {
  const t = useTranslations('settings')
  const channel = useTranslations('channel')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const { pending, request } = useRequest()
  const [asking, setAsking] = useState(false)

  const change = async (patch: Switches, done: string) => {
    const answer = await request('PATCH', `/api/v1/channels/${channelId}`, patch)
    setAsking(false)
    if (answer.ok) toast('ok', done)
    else toast('alert', answer.text)
    router.refresh()
  }
  const said = (on: boolean, name: string) => t(on ? 'switchedOn' : 'switchedOff', { name })

  return (
    <>
      <div>
        <Setting name={channel('useWebhook')} say={t('useWebhookSay')} on={useWebhook}>
          {(ids) => (
            <Switch
              {...ids}
              checked={useWebhook}
              disabled={readOnly}
              pending={pending}
              onChange={(on) =>
                on ? change({ useWebhook: true }, said(true, channel('useWebhook'))) : setAsking(true)
              }
            />
          )}
        </Setting>
        <Setting
          under
          name={channel('errorStatistics')}
          say={useWebhook ? t('errorStatisticsSay') : t('errorStatisticsNeeds')}
          on={errorStatistics}
        >
          {(ids) => (
            <Switch
              {...ids}
              checked={errorStatistics}
              disabled={readOnly || !useWebhook}
              pending={pending}
              onChange={(on) => change({ errorStatistics: on }, said(on, channel('errorStatistics')))}
            />
          )}
        </Setting>
        <Setting
          name={channel('redelivery')}
          say={t(kind === 'braze' ? 'redeliverySayBraze' : 'redeliverySay')}
          on={redelivery}
        >
          {(ids) => (
            <Switch
              {...ids}
              checked={redelivery}
              disabled={readOnly}
              pending={pending}
              onChange={(on) => change({ redelivery: on }, said(on, channel('redelivery')))}
            />
          )}
        </Setting>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('offTitle')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{common('cancel')}</Button>
            <Button
              look="primary"
              pending={pending}
              onClick={() =>
                change({ useWebhook: false }, errorStatistics ? t('bothOff') : said(false, channel('useWebhook')))
              }
            >
              {t('offConfirm')}
            </Button>
          </>
        }
      >
        <p>{errorStatistics ? t('offSay') : t('offSayOnly')}</p>
      </Dialog>
    </>
  )
}

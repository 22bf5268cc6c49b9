import { getLocale, getTranslations } from 'next-intl/server'
import { ResumeSending } from '@/components/forms/resume-sending.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatSecond, formatWhen } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'

/** On every page of a channel that nothing is sent to: since when, what waits, when it is tried again. */
export async function SuspensionBanner({
  ctx,
  actor,
  channel,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
}) {
  const { suspendedAtMs, nextProbeAtMs, pending } = await deliveryQueue(ctx, channel)
  if (suspendedAtMs === null) return null
  const t = await getTranslations('suspension')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const zone = channel.timezone
  return (
    <section aria-label={t('label')} className="border-line border-b bg-surface">
      <div className="wrap flex flex-wrap items-center gap-x-6 gap-y-3 py-3">
        <div className="flex min-w-0 flex-[1_1_320px] items-start gap-2">
          <Icon name="pause" className="mt-0.5 text-alert" />
          <div className="min-w-0">
            <b>{t('title', { time: formatWhen(suspendedAtMs, nowMs, zone, locale) })}</b>
            <p className="text-ink-2 text-sm">
              {pending === 0
                ? t('sayEmpty')
                : nextProbeAtMs === null || nextProbeAtMs <= nowMs
                  ? t('sayNow', { count: pending })
                  : t('say', { count: pending, time: formatSecond(nextProbeAtMs, zone) })}
            </p>
          </div>
        </div>
        {mayOn(actor, 'channel:manage', channel.no) ? (
          <ClientMessages namespaces={['suspension']}>
            <ResumeSending channelId={channel.id} waiting={pending} />
          </ClientMessages>
        ) : null}
      </div>
    </section>
  )
}

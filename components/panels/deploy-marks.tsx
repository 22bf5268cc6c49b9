import { getLocale } from 'next-intl/server'
import { MarkDeploys } from '@/components/forms/mark-deploys.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { newestDeploys } from '@/lib/reports/list-marks.ts'

/** As many as somebody would want to take away again. */
const SHOWN = 10

/** Under a chart: setting a mark, and taking away those that were set. Nothing for who may not. */
export async function DeployMarks({
  ctx,
  actor,
  channel,
  zone: asked,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  /** As the address names it; null: the channel's. */
  zone: string | null
}) {
  if (!mayOn(actor, 'channel:manage', channel.no)) return null
  const locale = await getLocale()
  const zone = asked !== null && isZone(asked) ? asked : channel.timezone
  const deploys = await newestDeploys(ctx, channel, SHOWN)
  return (
    <ClientMessages namespaces={['marks']}>
      <MarkDeploys
        channelId={channel.id}
        zone={zone}
        set={deploys.flatMap(({ id, label, atMs }) =>
          id === undefined ? [] : [{ id, label, atMs, time: formatDaySecond(atMs, zone, locale) }],
        )}
      />
    </ClientMessages>
  )
}

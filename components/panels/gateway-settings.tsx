import { getLocale, getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatAgo, formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { deliveryQueue } from '@/lib/reports/delivery-queue.ts'

/** LINE comes from the internet, by https alone. */
function isPublic(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' && !/^(localhost|127\.|\[::1\]|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(hostname)
}

/** The URL to give to LINE, whether anything has come by it, and what to do where LINE is refused. */
export async function GatewaySettings({
  ctx,
  channel,
  origin,
}: {
  ctx: ReportContext
  channel: ChannelView
  /** Where the outside reaches this server. */
  origin: string
}) {
  const t = await getTranslations('gateway')
  const locale = await getLocale()
  const nowMs = ctx.now()
  const { arrivedAtMs, refusedAtMs, refused } = await deliveryQueue(ctx, channel)
  const url = `${origin}/in/${channel.id}`
  const when = (ms: number) => ({
    time: formatDaySecond(ms, channel.timezone, locale),
    ago: formatAgo(ms, nowMs, locale),
  })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <h3 className="mb-1 text-sm">{t('url')}</h3>
        <div className="flex gap-2 max-md:flex-wrap">
          <code className="code min-w-0 flex-1 max-md:basis-full overflow-x-visible! whitespace-pre-wrap! py-1.5! [overflow-wrap:anywhere]">
            {url}
          </code>
          <CopyButton text={url} size="md">
            {t('copy')}
          </CopyButton>
        </div>
        {isPublic(origin) ? null : (
          <p className="mt-2 flex gap-1.5 text-ink-2 text-sm">
            <Icon name="alert" className="mt-0.5" />
            {t('notPublic')}
          </p>
        )}
      </div>
      <ol className="grid list-decimal gap-1 pl-5 text-sm marker:text-ink-3">
        {t('steps')
          .split('\n')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
      <div className="grid gap-2 text-sm">
        <p className="flex gap-2">
          <Icon
            name={arrivedAtMs === null ? 'off' : 'good'}
            className={`mt-0.5 ${arrivedAtMs === null ? 'text-ink-3' : 'text-ok'}`}
          />
          {arrivedAtMs === null ? t('never') : t('arrived', when(arrivedAtMs))}
        </p>
        {refusedAtMs === null ? null : (
          <div className="flex gap-2">
            <Icon name="alert" className="mt-0.5 text-alert" />
            <div>
              <p>{t('refused', { count: refused, ...when(refusedAtMs) })}</p>
              <p className="text-ink-2">{t('refusedSay')}</p>
            </div>
          </div>
        )}
        <p className={channel.secretSet ? 'text-ink-2' : 'flex gap-2'}>
          {channel.secretSet ? (
            t('secret')
          ) : (
            <>
              <Icon name="alert" className="mt-0.5 text-alert" />
              {t('secretUnset')}
            </>
          )}
        </p>
      </div>
    </div>
  )
}

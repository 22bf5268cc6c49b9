import { getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import type { ChannelView } from '@/lib/domain/channel.ts'

const BODIES = {
  line: { events: [{ type: 'follow', source: { type: 'user', userId: 'U…' } }] },
  braze: { broadcast: true, messages: { webhook: {} } },
} as const

/** A request that asks for a new send in a campaign, ready but for the key and the message. */
export async function TrackingExample({
  origin,
  channel: { id, kind },
  open = false,
}: {
  origin: string
  channel: Pick<ChannelView, 'id' | 'kind'>
  open?: boolean
}) {
  const t = await getTranslations('sends')
  const path = kind === 'braze' ? { path: '/messages/send' } : {}
  const delivery = { sendId: true, campaignId: 'welcome', ...path, body: BODIES[kind] }
  const command = `curl '${origin}/api/v1/channels/${id}/deliveries' \\
  -H "authorization: Bearer $TODOKU_KEY" \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify(delivery)}'`
  return (
    <details className="group" open={open}>
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 text-sm [&::-webkit-details-marker]:hidden">
        <Icon name="right" className="group-open:rotate-90" />
        {t('example')}
      </summary>
      <p className="mt-1 mb-2 max-w-[72ch] text-ink-2 text-sm">{t('exampleSay')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <pre className="code" tabIndex={0}>
        {command}
      </pre>
      <div className="mt-2">
        <CopyButton text={command}>{t('copyExample')}</CopyButton>
      </div>
    </details>
  )
}

import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { CreateKey } from '@/components/forms/create-key.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listKeys } from '@/lib/reports/list-keys.ts'
import { KeyTable } from './key-table.tsx'
import { RecordingExample } from './recording-example.tsx'

/** The keys of one channel, and how one of them records an attempt. */
export async function ChannelKeys({ ctx, actor, channel }: { ctx: ReportContext; actor: Actor; channel: ChannelView }) {
  const t = await getTranslations('keys')
  const keys = (await listKeys(ctx, actor)).filter((key) => key.channelId === channel.id && key.revokedAtMs === null)
  const sent = await headers()
  const origin = `${sent.get('x-forwarded-proto') ?? 'http'}://${sent.get('host') ?? 'localhost'}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {keys.length === 0 ? (
        <p className="text-ink-2 text-sm">{t('none')}</p>
      ) : (
        <KeyTable
          keys={keys}
          channels={[channel]}
          timezone={channel.timezone}
          nowMs={ctx.now()}
          inset
          tools={
            <SaveMenu
              of={t('title')}
              table={{
                path: '/api/v1/keys',
                query: { channelId: channel.id, revoked: 'false', timezone: channel.timezone },
              }}
            />
          }
        />
      )}
      <div className="flex flex-wrap items-start">
        <CreateKey channelId={channel.id} />
      </div>
      <RecordingExample origin={origin} channelId={channel.id} />
    </div>
  )
}

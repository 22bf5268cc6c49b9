import { getTranslations } from 'next-intl/server'
import { CreateKey } from '@/components/forms/create-key.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import { DEFAULT_TIMEZONE } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listChannels } from '@/lib/reports/list-channels.ts'
import { listKeys } from '@/lib/reports/list-keys.ts'
import { KeyTable } from './key-table.tsx'

/** Every key that works, of the instance and of its channels, and a new one. */
export async function KeysPanel({ ctx, actor }: { ctx: ReportContext; actor: Actor }) {
  const t = await getTranslations('keys')
  const channels = await listChannels(ctx, actor)
  const keys = (await listKeys(ctx, actor)).filter(({ revokedAtMs }) => revokedAtMs === null)
  return (
    <div className="wrap pt-3 md:pt-4">
      <div className="mx-auto max-w-[1040px] pt-3 md:pt-6">
        <h1 className="text-2xl tracking-[-.01em]">{t('title')}</h1>
        <p className="mt-1 max-w-[64ch] text-ink-2 leading-6">{t('lead')}</p>
        <p className="mt-1">
          <TextLink href="/docs/api" className="inline-block py-0.5">
            {t('docs')}
          </TextLink>
        </p>
        <ClientMessages namespaces={['keys']}>
          <Panel className="mt-6 p-4 md:p-6">
            <CreateKey choices={channels.map(({ id, name }) => ({ value: id, label: name }))} />
          </Panel>
          <Panel className="mt-4">
            {keys.length === 0 ? (
              <p className="p-6 text-ink-2">{t('none')}</p>
            ) : (
              <>
                <PanelHead title={t('inUse')} className="pb-2">
                  <SaveMenu
                    of={t('title')}
                    table={{ path: '/api/v1/keys', query: { revoked: 'false', timezone: DEFAULT_TIMEZONE } }}
                  />
                </PanelHead>
                <KeyTable keys={keys} channels={channels} timezone={DEFAULT_TIMEZONE} nowMs={ctx.now()} />
              </>
            )}
          </Panel>
        </ClientMessages>
      </div>
    </div>
  )
}

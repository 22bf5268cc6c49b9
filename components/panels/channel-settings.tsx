import { getTranslations } from 'next-intl/server'
import { ChannelBasicsForm } from '@/components/forms/channel-basics-form.tsx'
import { ChannelSecretForm } from '@/components/forms/channel-secret-form.tsx'
import { ChannelSwitches } from '@/components/forms/channel-switches.tsx'
import { DeleteChannel } from '@/components/forms/delete-channel.tsx'
import { WebhookUrlForm } from '@/components/forms/webhook-url-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { FormRow } from '@/components/ui/form-row.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { ChannelKeys } from './channel-keys.tsx'
import { CountedPeriods } from './counted-periods.tsx'
import { Verification } from './verification.tsx'

/** Offsets are left to the page: a zone's own changes with the season. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ value: zone, label: zone }))

/** A channel's settings, one row for each question. Who may only look sees the switches and the periods. */
export async function ChannelSettings({
  ctx,
  actor,
  channel,
  verified,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  /** The verification that was just made. */
  verified: string | null
}) {
  const t = await getTranslations('settings')
  const mayChange = mayOn(actor, 'channel:manage', channel.no)
  const { id, name, timezone, timeoutMs } = channel
  return (
    <ClientMessages namespaces={['settings', 'verification', 'phases', 'channel', 'keys']}>
      <Panel className="max-w-[1040px]">
        {mayChange ? (
          <FormRow title={t('url')} say={t('urlSay')}>
            <WebhookUrlForm key={channel.webhookUrl} channelId={id} saved={channel.webhookUrl} verified={verified}>
              {verified === null ? null : (
                <Verification ctx={ctx} actor={actor} channel={channel} attemptId={verified} />
              )}
            </WebhookUrlForm>
          </FormRow>
        ) : (
          <p className="px-4 pt-4 text-ink-2 text-sm md:px-6">{t('readOnly')}</p>
        )}
        <FormRow title={t('switches')} say={t('switchesSay')}>
          <ChannelSwitches
            channelId={id}
            useWebhook={channel.useWebhook}
            errorStatistics={channel.errorStatistics}
            readOnly={!mayChange}
          />
        </FormRow>
        <FormRow title={t('periods')} say={t('periodsSay')}>
          <CountedPeriods ctx={ctx} channel={channel} />
        </FormRow>
        {mayChange ? (
          <>
            <FormRow title={t('basics')} say={t('basicsSay')}>
              <ChannelBasicsForm
                key={`${name} ${timezone} ${timeoutMs}`}
                channelId={id}
                saved={{ name, timezone, timeoutMs }}
                zones={
                  ZONES.some(({ value }) => value === timezone)
                    ? ZONES
                    : [{ value: timezone, label: timezone }, ...ZONES]
                }
              />
            </FormRow>
            {channel.kind === 'line' ? (
              <FormRow title={t('secret')} say={t('secretSay')}>
                <ChannelSecretForm channelId={id} secretSet={channel.secretSet} />
              </FormRow>
            ) : null}
            <FormRow title={t('keys')} say={t('keysSay')}>
              <ChannelKeys ctx={ctx} actor={actor} channel={channel} />
            </FormRow>
            <FormRow title={t('delete')} say={t('deleteSay')}>
              <DeleteChannel channelId={id} name={name} />
            </FormRow>
          </>
        ) : null}
      </Panel>
    </ClientMessages>
  )
}

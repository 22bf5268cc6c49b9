import { getLocale, getTranslations } from 'next-intl/server'
import { BrazeEndpointForm } from '@/components/forms/braze-endpoint-form.tsx'
import { ChannelBasicsForm } from '@/components/forms/channel-basics-form.tsx'
import { ChannelSecretForm } from '@/components/forms/channel-secret-form.tsx'
import { ChannelSwitches } from '@/components/forms/channel-switches.tsx'
import { DeleteChannel } from '@/components/forms/delete-channel.tsx'
import { RedeliveryScheduleForm } from '@/components/forms/redelivery-schedule-form.tsx'
import { SigningSecretForm } from '@/components/forms/signing-secret-form.tsx'
import { WebhookUrlForm } from '@/components/forms/webhook-url-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { FormRow } from '@/components/ui/form-row.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { type Actor, mayOn } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatDaySecond } from '@/lib/i18n/format-time.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { BrazeGatewaySettings } from './braze-gateway-settings.tsx'
import { ChannelKeys } from './channel-keys.tsx'
import { CountedPeriods } from './counted-periods.tsx'
import { GatewaySettings } from './gateway-settings.tsx'
import { Verification } from './verification.tsx'

/** Offsets are left to the page: a zone's own changes with the season. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ value: zone, label: zone }))

/** A channel's settings, one row for each question. Who may only look sees the switches and the periods. */
export async function ChannelSettings({
  ctx,
  actor,
  channel,
  origin,
  verified,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  /** Where the outside reaches this server. */
  origin: string
  /** The verification that was just made. */
  verified: string | null
}) {
  const t = await getTranslations('settings')
  const mayChange = mayOn(actor, 'channel:manage', channel.no)
  const locale = await getLocale()
  const { id, name, timezone, timeoutMs, redeliveryFirstMs, redeliveryWindowMs, concurrency } = channel
  const { previousSigningUntilMs } = channel
  const nowMs = ctx.now()
  const braze = await getTranslations('braze')
  const verification =
    verified === null ? null : <Verification ctx={ctx} actor={actor} channel={channel} attemptId={verified} />
  return (
    <ClientMessages
      namespaces={['settings', 'braze', 'verification', 'phases', 'channel', 'keys', 'schedule', 'signing']}
    >
      <Panel className="max-w-[1040px]">
        {mayChange && channel.kind === 'braze' ? (
          <>
            <FormRow title={braze('endpointTitle')} say={braze('endpointSay')}>
              <BrazeEndpointForm
                channelId={id}
                saved={channel.restEndpoint}
                apiKeySet={channel.apiKeySet}
                verified={verified}
              >
                {verification}
              </BrazeEndpointForm>
            </FormRow>
            <FormRow title={braze('gateway')} say={braze('gatewaySay')}>
              <BrazeGatewaySettings channelId={id} origin={origin} />
            </FormRow>
          </>
        ) : mayChange ? (
          <FormRow title={t('url')} say={t('urlSay')}>
            <WebhookUrlForm channelId={id} saved={channel.webhookUrl} verified={verified}>
              {verification}
            </WebhookUrlForm>
          </FormRow>
        ) : (
          <p className="px-4 pt-4 text-ink-2 text-sm md:px-6">{t('readOnly')}</p>
        )}
        {mayChange && channel.kind === 'line' && !channel.practice ? (
          <FormRow title={t('gateway')} say={t('gatewaySay')}>
            <GatewaySettings ctx={ctx} channel={channel} origin={origin} />
          </FormRow>
        ) : null}
        <FormRow id="switches" title={t('switches')} say={t('switchesSay')}>
          <ChannelSwitches
            channelId={id}
            kind={channel.kind}
            useWebhook={channel.useWebhook}
            errorStatistics={channel.errorStatistics}
            redelivery={channel.redelivery}
            readOnly={!mayChange}
          />
        </FormRow>
        <FormRow title={t('periods')} say={t('periodsSay')}>
          <CountedPeriods ctx={ctx} channel={channel} />
          {channel.kind === 'line' ? (
            <p className="mt-3 text-sm">
              <TextLink href={`/channels/${id}/webhook-errors/imports`}>{t('toImports')}</TextLink>
            </p>
          ) : null}
        </FormRow>
        {mayChange ? (
          <>
            <FormRow title={t('schedule')} say={t('scheduleSay')}>
              <RedeliveryScheduleForm
                channelId={id}
                kind={channel.kind}
                saved={{ redeliveryFirstMs, redeliveryWindowMs, concurrency }}
                redelivery={channel.redelivery}
              />
            </FormRow>
            <FormRow title={t('basics')} say={t('basicsSay')}>
              <ChannelBasicsForm
                channelId={id}
                kind={channel.kind}
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
            {channel.kind === 'line' ? (
              <FormRow title={t('signing')} say={t('signingSay')}>
                <SigningSecretForm
                  channelId={id}
                  secretSet={channel.signingSecretSet}
                  previousUntil={
                    previousSigningUntilMs === null || previousSigningUntilMs <= nowMs
                      ? null
                      : formatDaySecond(previousSigningUntilMs, timezone, locale)
                  }
                />
              </FormRow>
            ) : null}
            <FormRow title={t('keys')} say={t('keysSay')}>
              <ChannelKeys ctx={ctx} actor={actor} channel={channel} />
            </FormRow>
            <FormRow id="delete" title={t('delete')} say={t('deleteSay')}>
              <DeleteChannel channelId={id} name={name} />
            </FormRow>
          </>
        ) : null}
      </Panel>
    </ClientMessages>
  )
}

import { getTranslations } from 'next-intl/server'
import { type SendsParams, sendsSearch } from '@/components/filters/sends-params.ts'
import { buttonClass } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Panel, PanelHead } from '@/components/ui/panel.tsx'
import { QuietLink } from '@/components/ui/quiet-link.tsx'
import { SaveMenu } from '@/components/ui/save-menu.tsx'
import { Segmented, SegmentedLink } from '@/components/ui/segmented.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import { formatCount } from '@/lib/i18n/format-number.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { listCampaigns, listSends } from '@/lib/reports/list-sends.ts'
import { SendsTable, type TrackedRow } from './sends-table.tsx'
import { TrackedChips } from './tracked-chips.tsx'
import { TrackingExample } from './tracking-example.tsx'

const PAGE = 50

type Props = { ctx: ReportContext; actor: Actor; channel: ChannelView; params: SendsParams; origin: string }

/** What a channel sent, send by send or campaign by campaign; before there is any, how to track them. */
export async function SendsPage({ ctx, actor, channel, params, origin }: Props) {
  const t = await getTranslations('sends')
  const { list } = params
  const path = `/channels/${channel.id}/sends`
  const address = (change: Partial<SendsParams>) => path + sendsSearch({ ...params, cursor: null, ...change })
  const { rows, nextCursor } = await loadRows({ ctx, actor, channel, params, origin })
  if (rows.length === 0 && params.campaign === null && params.cursor === null) {
    const other = list === 'sends' ? await listCampaigns(ctx, actor, channel.id, { limit: 1 }) : null
    const any =
      other === null ? (await listSends(ctx, actor, channel.id, { limit: 1 })).sends.length : other.campaigns.length
    if (any === 0) return <NothingTracked channel={channel} origin={origin} />
  }
  return (
    <>
      <div className="mb-3 md:mb-4">
        <Segmented label={t('lists')}>
          {(['sends', 'campaigns'] as const).map((one) => (
            <SegmentedLink key={one} href={path + sendsSearch({ list: one })} current={list === one}>
              {t(`list.${one}`)}
            </SegmentedLink>
          ))}
        </Segmented>
      </div>
      {list === 'sends' ? (
        <TrackedChips campaign={params.campaign} without={() => address({ campaign: null })} />
      ) : null}
      <Panel label={t(`list.${list}`)}>
        <PanelHead title={t(`list.${list}`)} note={t('newestFirst')} className="pb-2">
          {rows.length === 0 ? null : (
            <SaveMenu
              of={t(`list.${list}`)}
              table={{
                path: `/api/v1/channels/${channel.id}/${list}`,
                query: { timezone: channel.timezone, campaignId: list === 'sends' ? params.campaign : null },
              }}
            />
          )}
        </PanelHead>
        {rows.length === 0 ? (
          <EmptyState
            className="min-h-[240px]"
            icon="search"
            title={t(`none.${list}`)}
            actions={
              <QuietLink href={path} className={buttonClass()}>
                {t('clear')}
              </QuietLink>
            }
          />
        ) : (
          <SendsTable
            channel={channel}
            caption={t(`caption.${list}`)}
            head={{ name: t(`name.${list}`), beside: t(`beside.${list}`) }}
            rows={rows}
            nowMs={ctx.now()}
          />
        )}
        {nextCursor === null && params.cursor === null ? null : (
          <nav aria-label={t('pages')} className="flex justify-end gap-2 border-line border-t px-4 py-3 md:px-6">
            {params.cursor === null ? null : (
              <QuietLink href={address({})} className={buttonClass()}>
                {t('newest')}
              </QuietLink>
            )}
            {nextCursor === null ? null : (
              <QuietLink href={address({ cursor: nextCursor })} className={buttonClass()}>
                {t('older')}
              </QuietLink>
            )}
          </nav>
        )}
        <div className="border-line border-t px-4 py-3 md:px-6">
          <p className="text-ink-2 text-sm">{t('countedSay')}</p>
          <div className="mt-1">
            <TrackingExample origin={origin} channel={channel} />
          </div>
        </div>
      </Panel>
    </>
  )
}

async function loadRows({
  ctx,
  actor,
  channel,
  params,
}: Props): Promise<{ rows: TrackedRow[]; nextCursor: string | null }> {
  const t = await getTranslations('sends')
  const page = { cursor: params.cursor ?? undefined, limit: PAGE }
  const address = (campaign: string) => `/channels/${channel.id}/sends${sendsSearch({ campaign })}`
  const mono = (text: string) => <span className="font-mono text-xs [overflow-wrap:anywhere]">{text}</span>
  if (params.list === 'campaigns') {
    const { campaigns, nextCursor } = await listCampaigns(ctx, actor, channel.id, page)
    const rows = campaigns.map(({ campaignId, sends, ...figures }) => ({
      ...figures,
      key: campaignId,
      name: mono(campaignId),
      beside: (
        <TextLink href={address(campaignId)} className="py-0.5">
          {t('sendCount', { count: formatCount(sends), raw: sends })}
        </TextLink>
      ),
      tracked: { send: null, campaign: campaignId },
    }))
    return { rows, nextCursor }
  }
  const campaignId = params.campaign ?? undefined
  const { sends, nextCursor } = await listSends(ctx, actor, channel.id, { ...page, campaignId })
  const rows = sends.map(({ sendId, campaignId, ...figures }) => ({
    ...figures,
    key: sendId === null ? `of ${campaignId}` : `send ${sendId}`,
    name: sendId === null ? <span className="text-ink-2">{t('withoutSend')}</span> : mono(sendId),
    beside:
      campaignId === null ? (
        '–'
      ) : (
        <TextLink href={address(campaignId)} className="py-0.5">
          {mono(campaignId)}
        </TextLink>
      ),
    tracked: sendId === null ? null : { send: sendId, campaign: null },
  }))
  return { rows, nextCursor }
}

async function NothingTracked({ channel, origin }: { channel: ChannelView; origin: string }) {
  const t = await getTranslations('sends')
  return (
    <Panel label={t('title')} className="px-4 pb-5 md:px-6">
      <EmptyState title={t('nothing')} className="px-0!">
        {t('nothingSay')}
      </EmptyState>
      <div className="mx-auto max-w-[76ch]">
        <TrackingExample origin={origin} channel={channel} open />
      </div>
    </Panel>
  )
}

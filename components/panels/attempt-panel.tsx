import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button.tsx'
import { CopyLinkButton } from '@/components/ui/copy-link-button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { FocusPanel } from '@/components/ui/focus-panel.tsx'
import { Icon, type IconName } from '@/components/ui/icon.tsx'
import type { OpenedWays } from '@/components/ui/row-keys.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { Actor } from '@/lib/domain/actor.ts'
import type { ChannelView } from '@/lib/domain/channel.ts'
import type { ReportContext } from '@/lib/reports/context.ts'
import { siblingAttempts } from '@/lib/reports/sibling-attempts.ts'
import { AttemptAdvice } from './attempt-advice.tsx'
import { AttemptCertificate } from './attempt-certificate.tsx'
import { AttemptRequest, AttemptResponse } from './attempt-exchange.tsx'
import { AttemptIds } from './attempt-ids.tsx'
import { AttemptSiblings } from './attempt-siblings.tsx'
import { AttemptVerdict } from './attempt-verdict.tsx'
import { AttemptWay } from './attempt-way.tsx'
import { findAttempt } from './find-attempt.ts'

type Ways = OpenedWays & { attempt: (id: string) => string }

function Way({ href, label, icon }: { href: string | null; label: string; icon: IconName }) {
  if (href === null) {
    return (
      <span className={buttonClass('quiet', 'square', 'opacity-40')}>
        <Icon name={icon} />
      </span>
    )
  }
  return (
    <Link href={href} scroll={false} replace aria-label={label} className={buttonClass('quiet', 'square')}>
      <Icon name={icon} />
    </Link>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-line border-t px-4 py-4 md:px-6">
      <h2 className="mb-2 text-sm">{title}</h2>
      {children}
    </section>
  )
}

/** One attempt: the verdict first, then how far it got, what to do, and what went over the wire. */
export async function AttemptPanel({
  ctx,
  actor,
  channel,
  attemptId,
  zone,
  ways,
}: {
  ctx: ReportContext
  actor: Actor
  channel: ChannelView
  attemptId: string
  zone: string
  ways: Ways
}) {
  const t = await getTranslations('attempt')
  const locale = await getLocale()
  const attempt = await findAttempt(ctx, actor, channel, attemptId)
  const siblings = attempt === null ? [] : await siblingAttempts(ctx, channel, attempt)
  return (
    <FocusPanel
      shows={attemptId}
      label={t('label')}
      className="min-w-0 rounded-lg border border-line bg-surface outline-none max-xl:order-first xl:sticky xl:top-4 xl:max-h-[calc(100dvh-32px)] xl:overflow-y-auto"
    >
      <div className="flex items-center gap-1 py-2 pr-2 pl-4 text-ink-3 text-xs md:pl-6">
        <span className="min-w-0 flex-1 truncate font-mono">{attemptId}</span>
        <Way href={ways.newer} label={t('newer')} icon="up" />
        <Way href={ways.older} label={t('older')} icon="down" />
        <CopyLinkButton label={t('copyLink')} />
        <Way href={ways.closed} label={t('close')} icon="x" />
      </div>
      {attempt === null ? (
        <EmptyState icon="search" title={t('gone')} className="border-line border-t">
          {t('goneSay')}
        </EmptyState>
      ) : (
        <>
          <div className="border-line border-t px-4 py-4 md:px-6">
            <AttemptVerdict attempt={attempt} kind={channel.kind} zone={zone} locale={locale} />
            <AttemptIds attempt={attempt} deliveryHref={(id) => `/channels/${channel.id}/deliveries/${id}`} />
          </div>
          <Section title={t('howFar')}>
            <AttemptWay attempt={attempt} timeoutMs={channel.timeoutMs} />
          </Section>
          {attempt.outcome.state === 'delivered' ? null : (
            <Section title={t('meaning')}>
              <AttemptAdvice attempt={attempt} locale={locale} />
              <TextLink href={`/channels/${channel.id}/settings`} className="mt-2 inline-block text-sm">
                {t('verify')}
              </TextLink>
            </Section>
          )}
          {attempt.certificate === null ? null : (
            <Section title={t('certificate')}>
              <AttemptCertificate
                certificate={attempt.certificate}
                atMs={attempt.startedAtMs}
                zone={zone}
                locale={locale}
              />
            </Section>
          )}
          {siblings.length < 2 ? null : (
            <Section title={t('siblings', { count: siblings.length })}>
              <AttemptSiblings
                attempts={siblings}
                current={attemptId}
                kind={channel.kind}
                zone={zone}
                locale={locale}
                href={ways.attempt}
              />
            </Section>
          )}
          <AttemptResponse attempt={attempt} />
          <AttemptRequest attempt={attempt} />
        </>
      )}
    </FocusPanel>
  )
}

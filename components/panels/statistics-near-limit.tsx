import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { guideHref } from '@/lib/domain/guide.ts'
import type { ResponseTimes } from '@/lib/domain/statistics/response-times.ts'
import { formatMs, formatShare } from '@/lib/i18n/format-number.ts'

/** The early warning: what still arrives, but soon may not. */
export async function NearLimitWarning({
  kind,
  times: { nearLimit, timeLimitMs },
}: {
  kind: ChannelKind
  times: ResponseTimes
}) {
  const t = await getTranslations('responseTimes')
  const numbers = {
    share: formatShare(nearLimit.attempts, nearLimit.of),
    near: nearLimit.attempts,
    of: nearLimit.of,
    limit: formatMs(timeLimitMs),
    above: formatMs(nearLimit.aboveMs),
  }
  return (
    <Panel label={t('warning')} className="mt-4 px-4 pt-4 pb-5 md:px-6">
      <h2 className="flex items-center gap-2 text-lg">
        <span className="text-alert">
          <Icon name="alert" />
        </span>
        {t('warning')}
      </h2>
      <p className="mt-2 max-w-[96ch] text-sm leading-[22px]">{t('warningSay', numbers)}</p>
      <p className="mt-1 max-w-[96ch] text-ink-2 text-sm leading-[22px]">
        {t(kind === 'braze' ? 'warningBraze' : 'warningBot')}
      </p>
      <p className="mt-3 text-sm">
        <TextLink href={guideHref('Request timeout')}>{t('warningGuide')}</TextLink>
      </p>
    </Panel>
  )
}

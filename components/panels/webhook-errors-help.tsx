import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon.tsx'
import { Panel } from '@/components/ui/panel.tsx'

const COLUMNS = ['start', 'end', 'cause', 'detail', 'errors'] as const
const PLACE = 'px-4 pt-4 pb-5 md:px-6'
const LIST = 'mt-2 grid grid-cols-[max-content_1fr] gap-x-4 gap-y-2 text-sm'

/** What the columns mean, and what is not in the table. */
export async function WebhookErrorsColumns() {
  const t = await getTranslations('webhookErrors')
  return (
    <Panel label={t('meaning')} className={PLACE}>
      <h2 className="text-lg">{t('meaning')}</h2>
      <dl className={LIST}>
        {COLUMNS.map((column) => (
          <div key={column} className="contents">
            <dt className="text-ink-2">{t(`columns.${column}`)}</dt>
            <dd>{t(`means.${column}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 flex gap-2 border-line border-t pt-3 text-ink-2 text-sm">
        <Icon name="off" className="mt-0.5" />
        <span>{t('leftOut')}</span>
      </p>
    </Panel>
  )
}

/** What a file of the table has in it. */
export async function WebhookErrorsFile() {
  const t = await getTranslations('webhookErrors')
  return (
    <Panel label={t('file')} className={PLACE}>
      <h2 className="text-lg">{t('file')}</h2>
      <p className="mt-1 text-ink-2 text-sm">{t('fileSay')}</p>
      <dl className={LIST}>
        <dt className="text-ink-2">{t('format')}</dt>
        <dd>{t('formatSay')}</dd>
        <dt className="text-ink-2">{t('times')}</dt>
        <dd>UTC+9</dd>
        <dt className="text-ink-2">API</dt>
        <dd className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">GET …/webhook-errors</dd>
      </dl>
    </Panel>
  )
}

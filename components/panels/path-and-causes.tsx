import { getTranslations } from 'next-intl/server'
import { Panel } from '@/components/ui/panel.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'
import { guideHref } from '@/lib/domain/guide.ts'
import { CAUSES, LABELS } from '@/lib/domain/taxonomy.ts'

const STEPS = ['url', 'dns', 'tcp', 'tls', 'request', 'response'] as const

/** Which steps a cause can stop at: columns of the path, and a row of its own beside its neighbours. */
const SPANS = {
  could_not_connect: 'md:col-start-1 md:col-end-5 md:row-start-1 md:row-end-4 border-could-not-connect',
  request_timeout: 'md:col-start-5 md:col-end-7 md:row-start-1 border-request-timeout',
  error_status_code: 'md:col-start-6 md:col-end-7 md:row-start-2 border-error-status-code',
  unclassified: 'md:col-start-5 md:col-end-7 md:row-start-3 border-unclassified',
} as const

/** The way of a webhook from its URL to its answer, and under it where each cause begins and ends. */
export async function PathAndCauses() {
  const t = await getTranslations('firstRun')
  const phases = await getTranslations('phases')
  return (
    <Panel className="mt-4 p-4 md:p-6">
      <h2 className="text-lg">{t('journey')}</h2>
      <p className="mt-1 text-ink-2 text-sm">{t('journeySay')}</p>
      <ol className="mt-6 grid gap-2 md:grid-cols-6 md:gap-0">
        {STEPS.map((step) => (
          <li
            key={step}
            className="relative pl-5 text-sm before:absolute before:border-line-2 after:absolute after:top-1 after:left-0 after:size-3 after:rounded-full after:border-2 after:border-line-2 after:bg-surface max-md:before:top-4 max-md:before:-bottom-3 max-md:before:left-[5px] max-md:before:border-l-2 max-md:last:before:hidden md:pt-6 md:pr-3 md:pl-0 md:before:inset-x-0 md:before:top-[7px] md:before:border-t-2 md:after:top-0.5 md:last:before:right-3"
          >
            <b>{phases(step)}</b>
            <small className="mt-0.5 block text-ink-3 text-xs">{t(`steps.${step}`)}</small>
          </li>
        ))}
      </ol>
      <ul className="mt-6 grid gap-4 md:grid-cols-6 md:gap-x-0">
        {CAUSES.map((cause) => (
          <li key={cause} className={`border-t-4 pt-2 text-sm md:mr-3 ${SPANS[cause]}`}>
            <TextLink href={guideHref(cause)} lang="en" className="font-semibold">
              {cause}
            </TextLink>
            <p className="mt-0.5 text-ink-2 text-xs">{t(`spans.${cause}`)}</p>
            {cause === 'could_not_connect' ? (
              <ul className="mt-2 gap-x-6 text-ink-3 text-xs leading-6 md:columns-2">
                {LABELS.could_not_connect.map((label) => (
                  <li key={label}>
                    <TextLink href={guideHref(label)} lang="en">
                      {label}
                    </TextLink>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

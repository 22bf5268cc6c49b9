import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Panel } from '@/components/ui/panel.tsx'
import { TextLink } from '@/components/ui/text-link.tsx'

const SITUATIONS = [
  ['allAccepted', '200, 201, 202', '{"message":"success", …}'],
  ['partlyAccepted', '200, 201, 202', '{"message":"success", …, "errors":[{"index":3,"code":"…","message":"…"}]}'],
  ['nothingAccepted', '4XX, 5XX', '{"message":"…", "code":"…", "errors":[…]}'],
] as const

/** What holds for every operation: who may call, what an answer looks like, how often. */
export async function ApiDocsIntro({ limits }: { limits: { requests: number; traffic: number } }) {
  const t = await getTranslations('apiDocs')
  const format = await getFormatter()
  const code = (chunks: ReactNode) => <code className="font-mono text-sm">{chunks}</code>
  return (
    <Panel className="p-4 md:p-6 print:border-0 print:p-0">
      <h1 className="text-2xl tracking-[-.01em]">{t('title')}</h1>
      <p className="mt-1 max-w-[88ch] text-ink-2 leading-6">{t('lead')}</p>
      <p className="mt-1">
        <a
          href="/api/openapi.json"
          className="inline-block py-0.5 underline decoration-line-2 underline-offset-3 hover:decoration-current"
        >
          {t('document')}
        </a>
      </p>
      <h2 className="mt-5 text-lg">{t('first')}</h2>
      <p className="mt-1 max-w-[88ch] leading-6">
        {t.rich('keySay', { code, keys: (chunks) => <TextLink href="/keys">{chunks}</TextLink> })}
      </p>
      <h2 className="mt-5 text-lg">{t('answers')}</h2>
      <dl className="mt-2">
        {SITUATIONS.map(([situation, status, body]) => (
          <div
            key={situation}
            className="grid gap-x-4 border-line border-t py-2 last:border-b md:grid-cols-[minmax(0,260px)_minmax(0,1fr)]"
          >
            <dt>{t(situation)}</dt>
            <dd className="text-ink-2 text-sm">
              {status}
              <code className="mt-0.5 block font-mono text-ink text-xs [overflow-wrap:anywhere]">{body}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-[88ch] leading-6">{t.rich('final', { code })}</p>
      <h2 className="mt-5 text-lg">{t('limits')}</h2>
      <p className="mt-1 max-w-[88ch] leading-6">
        {t('limitsSay', { requests: format.number(limits.requests), traffic: format.number(limits.traffic) })}
      </p>
    </Panel>
  )
}

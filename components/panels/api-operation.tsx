import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Tag } from '@/components/ui/tag.tsx'
import type { OperationReference, Shape } from '@/lib/domain/api-reference.ts'
import { ApiFields, ApiType } from './api-fields.tsx'

/** One operation: what it takes, what it answers, and a command that calls it. */
export async function ApiOperation({ operation }: { operation: OperationReference }) {
  const t = await getTranslations('apiDocs')
  const format = await getFormatter()
  const { id, method, path, summary, open, limits, parameters, body, answers, refusals, curl } = operation
  return (
    <section aria-labelledby={id} className="mt-8 border-line border-t pt-5 print:break-inside-avoid">
      <h3 id={id} lang="en" className="scroll-mt-4 text-lg">
        {summary}
      </h3>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <code className="font-mono text-sm [overflow-wrap:anywhere]">
          <b>{method}</b> {path}
        </code>
        {open ? <Tag>{t('open')}</Tag> : null}
      </p>
      {limits.map(({ most, per, of }) => (
        <p key={`${most} ${per}`} className="mt-0.5 text-ink-3 text-xs">
          {t('limit', { most: format.number(most), per, of })}
        </p>
      ))}
      <div className="mt-3 grid gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,400px)]">
        <div className="grid min-w-0 content-start gap-4">
          {parameters.length === 0 ? null : (
            <Part title={t('parameters')}>
              <ApiFields fields={parameters} />
            </Part>
          )}
          {body === null ? null : (
            <Part title={body.required ? t('body') : t('bodyOptional')}>
              <ApiShape shape={body} of="body" />
            </Part>
          )}
          {answers.map((answer) => (
            <Part key={answer.status} title={t('answer', { status: answer.status })}>
              <ApiShape shape={answer} of="answer" />
            </Part>
          ))}
        </div>
        <div className="grid min-w-0 content-start gap-4">
          <Part title={t('example')}>
            <div className="relative mt-1">
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
              <pre className="code py-1.5 pr-11" tabIndex={0}>
                <code>{curl}</code>
              </pre>
              <span className="absolute top-[3px] right-[3px] print:hidden">
                <CopyButton text={curl} label={t('copyExample', { id })} look="quiet" size="square" />
              </span>
            </div>
          </Part>
          <Part title={t('refusals')}>
            <ul className="mt-1 text-sm">
              {refusals.map(({ status, description }) => (
                <li key={status} className="grid grid-cols-[40px_minmax(0,1fr)] py-0.5">
                  <span>{status}</span>
                  <span lang="en" className="text-ink-2">
                    {description}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
        </div>
      </div>
    </section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h4 className="font-semibold text-sm">{title}</h4>
      {children}
    </div>
  )
}

/** A body: by its name where it has one, else by its fields. */
async function ApiShape({ shape, of }: { shape: Shape; of: 'body' | 'answer' }) {
  const t = await getTranslations('apiDocs')
  const { type, fields, mediaTypes } = shape
  const others = mediaTypes.filter((name) => name !== 'application/json')
  const isNamed = type.some(({ schema }) => schema !== undefined)
  return (
    <>
      {isNamed ? (
        <p className="mt-1 border-line border-y py-1.5">
          <ApiType type={type} />
        </p>
      ) : (
        <ApiFields fields={fields} />
      )}
      {isNamed || fields.length > 0 ? null : <p className="mt-1 text-ink-2 text-sm">{t('noFields')}</p>}
      {others.length === 0 ? null : (
        <p className="mt-1 text-ink-3 text-xs">{t('alsoAs', { of, types: others.join(', ') })}</p>
      )}
    </>
  )
}

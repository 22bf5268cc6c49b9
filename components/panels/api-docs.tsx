import { getTranslations } from 'next-intl/server'
import { Panel } from '@/components/ui/panel.tsx'
import type { ApiReference } from '@/lib/domain/api-reference.ts'
import { ApiDocsCodes, type CodeWithStatus } from './api-docs-codes.tsx'
import { ApiDocsIntro } from './api-docs-intro.tsx'
import { ApiDocsNav } from './api-docs-nav.tsx'
import { ApiFields } from './api-fields.tsx'
import { groupTitle } from './api-group-title.ts'
import { ApiOperation } from './api-operation.tsx'

/** The whole API on one page, with nothing folded away, so that the browser's own search finds it. */
export async function ApiDocs({
  reference,
  codes,
  limits,
}: {
  reference: ApiReference
  codes: CodeWithStatus[]
  limits: { requests: number; traffic: number }
}) {
  const t = await getTranslations('apiDocs')
  const titleOf = await groupTitle()
  return (
    <div className="wrap pt-3 md:pt-6 print:p-0">
      <div className="gap-8 xl:grid xl:grid-cols-[256px_minmax(0,1fr)] print:block">
        <ApiDocsNav groups={reference.groups} />
        <div className="grid min-w-0 gap-4">
          <ApiDocsIntro limits={limits} />
          {reference.groups.map(({ tag, about, operations }) => (
            <Panel key={tag} className="p-4 md:p-6 print:border-0 print:p-0">
              <h2 id={`group-${tag}`} className="scroll-mt-4 text-xl tracking-[-.01em]">
                {titleOf(tag)}
              </h2>
              <p lang="en" className="mt-1 max-w-[88ch] text-ink-2 leading-6">
                {about}
              </p>
              {operations.map((operation) => (
                <ApiOperation key={operation.id} operation={operation} />
              ))}
            </Panel>
          ))}
          <Panel className="p-4 md:p-6 print:border-0 print:p-0">
            <h2 id="schemas" className="scroll-mt-4 text-xl tracking-[-.01em]">
              {t('schemas')}
            </h2>
            {reference.schemas.map(({ name, description, fields }) => (
              <section key={name} aria-labelledby={`schema-${name}`} className="mt-6">
                <h3 id={`schema-${name}`} lang="en" className="scroll-mt-4 font-mono text-base">
                  {name}
                </h3>
                {description === '' ? null : (
                  <p lang="en" className="mt-0.5 text-ink-2 text-sm">
                    {description}
                  </p>
                )}
                <ApiFields fields={fields} />
              </section>
            ))}
          </Panel>
          <ApiDocsCodes codes={codes} />
        </div>
      </div>
    </div>
  )
}

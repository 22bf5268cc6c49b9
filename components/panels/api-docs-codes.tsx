import { getTranslations } from 'next-intl/server'
import { Fragment, type ReactNode } from 'react'
import { Panel } from '@/components/ui/panel.tsx'
import { type ErrorCode, ITEM_ERROR_CODES } from '@/lib/domain/errors.ts'

export type CodeWithStatus = { code: ErrorCode; status: number }

/** Every stable code with its status and what it means, then those of items. */
export async function ApiDocsCodes({ codes }: { codes: CodeWithStatus[] }) {
  const t = await getTranslations('apiDocs')
  const meaning = await getTranslations('apiCodes')
  const item = await getTranslations('itemErrors')
  const rich = { code: (chunks: ReactNode) => <code className="font-mono text-sm">{chunks}</code> }
  return (
    <Panel className="p-4 md:p-6 print:border-0 print:p-0">
      <h2 id="codes" className="scroll-mt-4 text-xl tracking-[-.01em]">
        {t('codes')}
      </h2>
      <p className="mt-1 max-w-[88ch] text-ink-2 leading-6">{t.rich('codesSay', rich)}</p>
      <Table caption={t('codes')} head={[t('code'), t('status'), t('meaning')]}>
        {codes.map(({ code, status }) => (
          <Row key={code} id={`code-${code}`} code={code} status={status} meaning={meaning(code)} />
        ))}
      </Table>
      <h3 className="mt-6 text-lg">{t('itemCodes')}</h3>
      <p className="mt-1 max-w-[88ch] text-ink-2 leading-6">{t.rich('itemCodesSay', rich)}</p>
      <Table caption={t('itemCodes')} head={[t('code'), t('meaning')]}>
        {ITEM_ERROR_CODES.map((code) => (
          <Row key={code} code={code} meaning={item(code)} />
        ))}
      </Table>
    </Panel>
  )
}

/** Narrow enough for a phone: nothing in it scrolls. */
function Table({ caption, head, children }: { caption: string; head: string[]; children: ReactNode }) {
  return (
    <table className="mt-2 w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-line border-b text-left text-ink-3 text-xs">
          {head.map((name) => (
            <th key={name} scope="col" className="whitespace-nowrap py-1.5 pr-3 font-normal">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

function Row({ id, code, status, meaning }: { id?: string; code: string; status?: number; meaning: string }) {
  return (
    <tr id={id} className="border-line border-b align-top">
      <th scope="row" className="py-1.5 pr-3 text-left font-normal">
        <code className="font-mono text-xs">
          {code.split(/(?<=_)/).map((word, index) => (
            <Fragment key={word}>
              {index === 0 ? null : <wbr />}
              {word}
            </Fragment>
          ))}
        </code>
      </th>
      {status === undefined ? null : <td className="py-1.5 pr-3">{status}</td>}
      <td className="py-1.5">{meaning}</td>
    </tr>
  )
}

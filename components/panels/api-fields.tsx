import { getTranslations } from 'next-intl/server'
import type { Field, TypePart } from '@/lib/domain/api-fields.ts'

/** Fields with their types and meaning, one below the other, so that nothing scrolls on a phone. */
export async function ApiFields({ fields }: { fields: readonly (Field & { place?: 'path' | 'query' | 'header' })[] }) {
  const t = await getTranslations('apiDocs')
  if (fields.length === 0) return null
  return (
    <dl className="mt-1 text-sm">
      {fields.map(({ name, type, required, description, place }) => (
        <div
          key={`${place} ${name} ${type.map(({ text }) => text).join('')}`}
          className="grid gap-x-4 border-line border-t py-1.5 last:border-b md:grid-cols-[minmax(0,240px)_minmax(0,1fr)]"
        >
          <dt>
            <code className="font-mono text-xs [overflow-wrap:anywhere]">{name}</code>
            {place === undefined ? null : <span className="ml-2 text-ink-3 text-xs">{t(place)}</span>}
            {required ? <span className="ml-2 text-ink-3 text-xs">{t('required')}</span> : null}
          </dt>
          <dd>
            <ApiType type={type} />
            {description === '' ? null : (
              <span lang="en" className="block text-ink-2">
                {description}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A type; a schema of its own is a link to it. */
export function ApiType({ type }: { type: readonly TypePart[] }) {
  return (
    <code className="font-mono text-ink-2 text-xs [overflow-wrap:anywhere]">
      {type.map(({ text, schema }, index) => {
        const key = `${index} ${text}`
        if (schema === undefined) return <span key={key}>{text}</span>
        return (
          <a key={key} href={`#schema-${schema}`} className="text-ink underline decoration-line-2 underline-offset-3">
            {text}
          </a>
        )
      })}
    </code>
  )
}

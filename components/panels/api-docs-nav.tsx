import { getTranslations } from 'next-intl/server'
import type { ApiReference } from '@/lib/domain/api-reference.ts'
import { groupTitle } from './api-group-title.ts'

/** Every operation, beside them on a wide screen; on a narrow one the groups alone stand before them. */
export async function ApiDocsNav({ groups }: { groups: ApiReference['groups'] }) {
  const t = await getTranslations('apiDocs')
  const titleOf = await groupTitle()
  const look = 'rounded-sm no-underline hover:underline'
  const rest = ['schemas', 'codes'] as const
  return (
    <nav
      aria-label={t('contents')}
      className="max-xl:mb-4 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-32px)] xl:self-start xl:overflow-y-auto xl:pb-4 print:hidden"
    >
      <ul className="text-sm max-xl:flex max-xl:flex-wrap max-xl:gap-x-4 max-xl:gap-y-1 xl:grid xl:gap-3">
        {groups.map(({ tag, operations }) => (
          <li key={tag}>
            <a href={`#group-${tag}`} className={`inline-block py-0.5 font-semibold text-ink ${look}`}>
              {titleOf(tag)}
            </a>
            <ul lang="en" className="max-xl:hidden">
              {operations.map(({ id, summary }) => (
                <li key={id}>
                  <a href={`#${id}`} className={`block py-0.5 text-ink-2 ${look}`}>
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
        {rest.map((id) => (
          <li key={id}>
            <a href={`#${id}`} className={`inline-block py-0.5 font-semibold text-ink ${look}`}>
              {t(id)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

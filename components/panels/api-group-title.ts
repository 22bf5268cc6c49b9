import { getTranslations } from 'next-intl/server'

/** What a group of operations is called: in the reader's language, or by its tag where the page has no word for it. */
export async function groupTitle(): Promise<(tag: string) => string> {
  const t = await getTranslations('apiDocs.groups')
  return (tag) => {
    const key = tag as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : tag
  }
}

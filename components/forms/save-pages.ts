/** 100 pages: what a spreadsheet and the reader's patience take. */
const MOST_PAGES = 100

export type ListToSave = {
  /** Of the API. */
  path: string
  filter: Record<string, string>
  type: 'text/csv' | 'text/tab-separated-values'
  /** The longest page that the list has. */
  pageRows: number
  /** For what the first row is written in. */
  language: string
  /** Of the file. */
  name: string
}

/**
 * Puts a list of the API into one file, page by page, with one first row, and hands it to the browser. Answers whether
 * there was more than fits.
 * @throws Error when a page does not come
 */
export async function savePages({ path, filter, type, pageRows, language, name }: ListToSave): Promise<boolean> {
  const query = new URLSearchParams({ ...filter, limit: String(pageRows) })
  const parts: string[] = []
  let next: string | null = null
  do {
    if (next !== null) query.set('cursor', next)
    const response = await fetch(`${path}?${query}`, { headers: { accept: type, 'accept-language': language } })
    if (!response.ok) throw new Error(`answered ${response.status}`)
    const text = await response.text()
    parts.push(parts.length === 0 ? text : text.slice(text.indexOf('\n') + 1))
    next = response.headers.get('x-next-cursor')
  } while (next !== null && parts.length < MOST_PAGES)
  const url = URL.createObjectURL(new Blob(parts, { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
  return next !== null
}

/** How many rows fit into a file. */
export const mostRows = (pageRows: number) => pageRows * MOST_PAGES

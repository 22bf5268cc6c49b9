import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Holds a part of a document, between two marks, against what it must be. With `UPDATE_DOCS=1` it is written instead.
 * @returns the part as it stands in the document
 */
export function generatedPart(file: string, name: string, wanted: string): string {
  const path = root + file
  const text = readFileSync(path, 'utf8')
  const [before, after] = [`<!-- generated: ${name} -->\n`, `<!-- end of ${name} -->`]
  const start = text.indexOf(before) + before.length
  const end = text.indexOf(after, start)
  if (start < before.length || end < 0) throw new Error(`${file} has no part ${name}`)
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(path, text.slice(0, start) + wanted + text.slice(end))
    return wanted
  }
  return text.slice(start, end)
}

/** A table in Markdown; cells are as they are. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}

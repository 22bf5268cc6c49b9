/** A piece of a text or of a command that is more than plain text. */
type Mark = { kind: 'code' | 'own'; text: string } | { kind: 'link'; text: string; slug: string }

/** `at`: where it begins. */
export type TextPart = (Mark | { kind: 'text'; text: string }) & { at: number }

const MARKS = /`([^`]+)`|\[([^\]]+)\]\(([a-z0-9_-]+)\)/g

/** `code` in backticks and [words](slug) for a link to a page of the guide; all else is text. */
export function textParts(text: string): TextPart[] {
  return split(text, MARKS, ([, code, words, slug]) => {
    if (code !== undefined) return { kind: 'code', text: code }
    return { kind: 'link', text: words ?? '', slug: slug ?? '' }
  })
}

/** ‹…› is the reader's own. */
export function commandParts(command: string): TextPart[] {
  return split(command, /‹([^›]+)›/g, ([, own]) => ({ kind: 'own', text: own ?? '' }))
}

function split(text: string, marks: RegExp, toMark: (match: RegExpExecArray) => Mark): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(marks)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index), at: from })
    parts.push({ ...toMark(match), at: match.index })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from), at: from })
  return parts
}

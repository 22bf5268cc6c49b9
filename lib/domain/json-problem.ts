const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a string
  /[ \t\n\r]*(?:(?<string>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?<scalar>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|(?<mark>[{}[\]:,]))/y

type Next = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end'

/**
 * Where JSON stops being JSON, as a position in the text; null: it is JSON. Browsers word their complaint each in their
 * own way, some without a place.
 */
export function jsonProblemAt(text: string): number | null {
  const open: ('{' | '[')[] = []
  let next: Next = 'value'
  let at = 0
  while (true) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    const start = at + (/^[ \t\n\r]*/.exec(text.slice(at))?.[0].length ?? 0)
    const over = open.length === 0 && next === ', or end'
    if (found === null) return over && start === text.length ? null : start
    const after = step(next, found.groups ?? {}, open)
    if (after === null || over) return start
    next = after
    at = TOKEN.lastIndex
  }
}

/** What may follow the token; null: the token may not stand here. */
function step(next: Next, { string, scalar, mark }: Record<string, string | undefined>, open: string[]): Next | null {
  const inside = open.at(-1)
  switch (next) {
    case 'value':
    case 'value or ]':
      if (string !== undefined || scalar !== undefined) return ', or end'
      if (mark === '{' || mark === '[') {
        open.push(mark)
        return mark === '{' ? 'key or }' : 'value or ]'
      }
      return mark === ']' && next === 'value or ]' ? close(open) : null
    case 'key':
    case 'key or }':
      if (string !== undefined) return ':'
      return mark === '}' && next === 'key or }' ? close(open) : null
    case ':':
      return mark === ':' ? 'value' : null
    case ', or end':
      if (mark === ',') return inside === '{' ? 'key' : 'value'
      return (mark === '}' && inside === '{') || (mark === ']' && inside === '[') ? close(open) : null
    default:
      return next satisfies never
  }
}

function close(open: string[]): Next {
  open.pop()
  return ', or end'
}

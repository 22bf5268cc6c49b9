type Range = { type: string; q: number }

/**
 * Which of the offered media types an Accept header prefers (RFC 9110, 12.5.1): the highest q, then the one that is
 * named rather than covered by a wildcard, then the one named first. The first offered where the header takes none.
 */
export function preferredType<T extends string>(accept: string | null, offered: readonly [T, ...T[]]): T {
  const ranges = (accept ?? '').split(',').map(readRange)
  const rated = offered.map((type) => ({ type, ...rate(type, ranges) })).filter(({ q }) => q > 0)
  rated.sort((a, b) => b.q - a.q || b.specificity - a.specificity || a.place - b.place)
  return rated[0]?.type ?? offered[0]
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const given = parameters.find((parameter) => parameter.startsWith('q='))
  const q = given === undefined ? 1 : Number(given.slice(2))
  return { type, q: q >= 0 && q <= 1 ? q : 0 }
}

/** The most specific range that covers the type decides. */
function rate(type: string, ranges: readonly Range[]): { q: number; specificity: number; place: number } {
  const names = ['*/*', `${type.split('/', 1)[0]}/*`, type]
  for (const specificity of [2, 1, 0]) {
    const place = ranges.findIndex((range) => range.type === names[specificity])
    const range = ranges[place]
    if (range) return { q: range.q, specificity, place }
  }
  return { q: 0, specificity: 0, place: 0 }
}

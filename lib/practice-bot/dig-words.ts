/** What dig's text says of one question: the answer's records in order, an error's name, or that nobody answered. */
export type DigAnswer = { says: string; addresses: string[] }

const STATUS = /status: ([A-Z]+)/
/** `name  ttl  IN  type  data`; comments begin with a semicolon. */
const RECORD = /^[^;\s]\S*\s+\d+\s+IN\s+(\S+)\s+(.*)$/gm
const TOOK = /^;; Query time: (\d+) msec$/m
/** Less is not worth mentioning. */
const SLOW_MS = 500

export function digWords(text: string): DigAnswer {
  const status = STATUS.exec(text)?.[1]
  if (status === undefined) return { says: /timed out/.test(text) ? 'no answer' : 'nothing', addresses: [] }
  if (status !== 'NOERROR') return { says: status, addresses: [] }
  const records = [...text.matchAll(RECORD)].map(([, type = '', data = '']) => ({ type, data }))
  const ms = Number(TOOK.exec(text)?.[1] ?? 0)
  const found = records.map(({ type, data }) => (type === 'CNAME' ? `CNAME ${data}` : data)).join(', ') || 'no address'
  return {
    says: ms < SLOW_MS ? found : `${found} (after ${Math.round(ms / 100) / 10} s)`,
    addresses: records.flatMap(({ type, data }) => (type === 'CNAME' ? [] : data)),
  }
}

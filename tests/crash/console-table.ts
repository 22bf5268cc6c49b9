/** `text`: TSV as LINE's console gives it, of errors from `fromMs` to `toMs`; `errors`: of all its rows. */
export type ConsoleTable = { name: string; fromMs: number; toMs: number; text: string; errors: number }

const HEADER = '日付\t開始\t終了\t原因\t詳細\tエラー'
const REASONS = [
  'request_timeout\tRequest timeout',
  'error_status_code\t503',
  'could_not_connect\tTLS handshake failure',
  'unclassified\tSession closed unexpectedly',
]
const UTC_PLUS_9_MS = 9 * 3_600_000

/** Rows at even distances, each with a start of its own; the first and the last day of the range have some. */
export function consoleTable(
  name: string,
  { fromMs, toMs, rows }: { fromMs: number; toMs: number; rows: number },
): ConsoleTable {
  const step = Math.floor((toMs - fromMs) / rows / 1_000) * 1_000
  let errors = 0
  const lines = Array.from({ length: rows }, (_, row) => {
    const [date, time] = new Date(fromMs + row * step + UTC_PLUS_9_MS).toISOString().slice(0, 19).split('T')
    const count = 1 + ((row * 7) % 11)
    errors += count
    return [date?.replaceAll('-', '/'), time, time, REASONS[row % REASONS.length], count].join('\t')
  })
  return { name, fromMs, toMs, text: `${[HEADER, ...lines].join('\n')}\n`, errors }
}

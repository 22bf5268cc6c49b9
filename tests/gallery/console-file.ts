const DAY = 86_400_000
const KINDS = [
  ['could_not_connect', 'TLS handshake failure'],
  ['request_timeout', 'Request timeout'],
  ['error_status_code', '503'],
] as const

/**
 * A table as LINE's own console gives it to download, of the days before yesterday on LINE's clock, with a line that
 * cannot be read.
 */
export function consoleFile(nowMs: number): string {
  const day = (ago: number) =>
    new Date(nowMs + 9 * 3_600_000 - ago * DAY).toISOString().slice(0, 10).replaceAll('-', '/')
  const rows = [5, 4, 3].flatMap((ago) =>
    Array.from({ length: 40 }, (_, index) => {
      const [cause, detail] = KINDS[(index + ago) % KINDS.length] ?? KINDS[0]
      const minute = `${String(9 + (index % 12)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`
      return [day(ago), `${minute}:04`, `${minute}:51`, cause, detail, String(1 + ((index * 5) % 9))].join('\t')
    }),
  )
  const header = ['日付', '開始', '終了', '原因', '詳細', 'エラー'].join('\t')
  return `${[header, ...rows, `${day(3)}\t25:00:00\t25:00:10\trequest_timeout\tRequest timeout\t1`].join('\n')}\n`
}

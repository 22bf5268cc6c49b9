/** A time in a cell; it is written on the clock of the file. */
export type Instant = { atMs: number }

export type Cell = string | number | boolean | null | Instant

/** The columns' ids, in their order, and what each shows of a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>

/** A list as rows and columns. `id` is a part of the file's name, and stable like the ids of the columns. */
export type Table<Row> = { id: string; columns: Columns<Row> }

/** A time of an answer: epoch milliseconds, or ISO 8601. */
export function instant(time: number | string | null): Instant | null {
  return time === null ? null : { atMs: typeof time === 'number' ? time : Date.parse(time) }
}

/** Several values in one cell. */
export function joined(values: readonly string[]): string {
  return values.join('; ')
}

/** Null where one of them is not known, or nothing is there to have a share of: 0 / 0. */
export function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole
}

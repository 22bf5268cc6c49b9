import type { Flushed } from './group-commit.ts'
import { isBusy } from './is-busy.ts'

/** So many faults in a row are the database's, not the rows'. */
const MAX_FAULTS_IN_A_ROW = 20

/**
 * Writes rows in one transaction. When that fails, each is tried once more alone, so that one bad row does not keep its
 * neighbours out.
 * @throws what a lone row fails with, and what fails because another process holds the database
 */
export async function togetherOrAlone<Row, Result>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<Result[]>,
): Promise<Flushed<Result>> {
  try {
    return (await write(rows)).map((result) => ({ result }))
  } catch (fault) {
    if (rows.length === 1 || isBusy(fault)) throw fault
  }
  const flushed: Flushed<Result> = []
  let faults = 0
  for (const row of rows) {
    if (faults >= MAX_FAULTS_IN_A_ROW) {
      flushed.push({ fault: new Error('The database refused rows one after the other.') })
      continue
    }
    try {
      const [result] = await write([row])
      flushed.push(result === undefined ? { fault: new Error('A row got no result.') } : { result })
      faults = 0
    } catch (fault) {
      flushed.push({ fault })
      faults = isBusy(fault) ? MAX_FAULTS_IN_A_ROW : faults + 1
    }
  }
  return flushed
}

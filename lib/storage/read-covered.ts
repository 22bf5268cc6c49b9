import type { Covered } from '@/lib/domain/plan-import.ts'
import type { PrismaClient } from './generated/client.ts'
import { readImportPeriods, readPeriods } from './read-periods.ts'

/** All of a channel's time that is counted: in Todoku's own periods, and by what was imported. */
export async function readCovered(db: PrismaClient, channelNo: number): Promise<Covered> {
  return { own: await readPeriods(db, channelNo), imported: await readImportPeriods(db, channelNo) }
}

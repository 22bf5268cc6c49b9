import { allReasons } from '@/lib/domain/reasons.ts'
import type { PrismaClient } from './generated/client.ts'
import type { Writer } from './writer.ts'

/** Writes the closed numbering of reasons into the database, so that the file explains itself. */
export async function fillReasons(db: PrismaClient, writer: Writer): Promise<void> {
  const reasons = allReasons()
  if ((await db.reason.count()) === reasons.length) return
  const rows = JSON.stringify(reasons.map(({ reason, cause, detail }) => [reason, cause, detail]))
  await writer.run((writing) => [
    writing.$executeRaw`INSERT INTO reasons (reason, cause, detail)
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM jsonb_each(${rows}) WHERE true
      ON CONFLICT (reason) DO UPDATE SET cause = excluded.cause, detail = excluded.detail`,
  ])
}

import { STORED_WIDTHS } from '@/lib/domain/statistics/bars.ts'
import type { PrismaClient } from './generated/client.ts'

/** The minute in which a channel accepted its latest delivery; null when it never did. */
export async function findLastAccepted(db: PrismaClient, channelNo: number): Promise<number | null> {
  const row = await db.deliveryCount.findFirst({
    where: { channelNo, width: STORED_WIDTHS.minute },
    orderBy: { startMs: 'desc' },
    select: { startMs: true },
  })
  return row === null ? null : Number(row.startMs)
}

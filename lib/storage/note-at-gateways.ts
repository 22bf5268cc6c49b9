import type { Writer } from './writer.ts'

/** What gateways saw since the last note: epoch milliseconds, and how many were refused. */
export type GatewayNote = { arrivedAtMs: number | null; refusedAtMs: number | null; refused: number }

/** Adds to what is known of the gateways of channels, by their numbers. */
export async function noteAtGateways(writer: Writer, notes: ReadonlyMap<number, GatewayNote>): Promise<void> {
  const rows = [...notes].map(([channelNo, note]) => [channelNo, note.arrivedAtMs, note.refusedAtMs, note.refused])
  await writer.run((db) => [
    db.$executeRaw`INSERT INTO channel_deliveries ("channelNo", "arrivedAtMs", "refusedAtMs", refused)
      SELECT channels.no, note.value ->> 1, note.value ->> 2, note.value ->> 3
      FROM jsonb_each(${JSON.stringify(rows)}) AS note
      CROSS JOIN channels ON channels.no = note.value ->> 0 AND channels."deletedAtMs" IS NULL WHERE true
      ON CONFLICT ("channelNo") DO UPDATE SET
        "arrivedAtMs" = coalesce(max("arrivedAtMs", excluded."arrivedAtMs"), "arrivedAtMs", excluded."arrivedAtMs"),
        "refusedAtMs" = coalesce(max("refusedAtMs", excluded."refusedAtMs"), "refusedAtMs", excluded."refusedAtMs"),
        refused = refused + excluded.refused`,
  ])
}

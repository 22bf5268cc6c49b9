import {
  type ChosenDeliveries,
  type RedeliveryRunView,
  RUN_ITEM_STATES,
  RUN_STATES,
  type RunProgress,
  type RunState,
} from '@/lib/domain/redelivery-run.ts'
import { Prisma, type PrismaClient, type RedeliveryRun } from './generated/client.ts'

/** A run and the channel that it belongs to. */
export type FoundRun = { no: number; channelNo: number; view: RedeliveryRunView }

/** A run of a channel that is not deleted, or null. */
export async function findRun(db: PrismaClient, runId: string): Promise<FoundRun | null> {
  const row = await db.redeliveryRun.findUnique({ where: { id: runId } })
  if (row === null) return null
  const channel = await db.channel.findFirst({ where: { no: row.channelNo, deletedAtMs: null }, select: { id: true } })
  return channel === null ? null : { no: row.no, channelNo: row.channelNo, view: await toView(db, row, channel.id) }
}

/** The number of the channel that a run belongs to; null: there is no such run, or its channel is deleted. */
export async function findChannelNoOfRun(db: PrismaClient, runId: string): Promise<number | null> {
  const row = await db.redeliveryRun.findUnique({ where: { id: runId }, select: { channelNo: true } })
  const channel = row && (await db.channel.findFirst({ where: { no: row.channelNo, deletedAtMs: null } }))
  return channel?.no ?? null
}

/** The newest runs of a channel, newest first. */
export async function findRuns(
  db: PrismaClient,
  channel: { no: number; id: string },
  limit: number,
): Promise<RedeliveryRunView[]> {
  const rows = await db.redeliveryRun.findMany({
    where: { channelNo: channel.no },
    orderBy: [{ startedAtMs: 'desc' }, { no: 'desc' }],
    take: limit,
  })
  const views: RedeliveryRunView[] = []
  for (const row of rows) views.push(await toView(db, row, channel.id))
  return views
}

/** The states in which a run still does something. */
export const GOING_ON = Prisma.sql`state IN ('canary', 'running', 'paused')`

export function runStateOf(text: string): RunState {
  const state = RUN_STATES.find((known) => known === text)
  if (state === undefined) throw new RangeError(`a redelivery run has the unknown state "${text}"`)
  return state
}

async function toView(db: PrismaClient, row: RedeliveryRun, channelId: string): Promise<RedeliveryRunView> {
  return {
    id: row.id,
    channelId,
    state: runStateOf(row.state),
    startedBy: row.startedBy,
    startedAtMs: Number(row.startedAtMs),
    endedAtMs: row.endedAtMs === null ? null : Number(row.endedAtMs),
    // Written by insert-redelivery-run.ts and by nobody else.
    chosen: JSON.parse(row.chosenJson) as ChosenDeliveries,
    progress: await progressOf(db, row.no, row.total),
  }
}

async function progressOf(db: PrismaClient, runNo: number, total: number): Promise<RunProgress> {
  const rows = await db.$queryRaw<{ state: string; items: bigint }[]>`
    SELECT state, count(*) AS items FROM redelivery_run_items WHERE "runNo" = ${runNo} GROUP BY state`
  const progress: RunProgress = { total, waiting: 0, sent: 0, delivered: 0, failed: 0, skipped: 0 }
  for (const state of RUN_ITEM_STATES) progress[state] = Number(rows.find((row) => row.state === state)?.items ?? 0)
  return progress
}

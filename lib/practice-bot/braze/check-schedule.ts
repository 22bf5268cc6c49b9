import { COMPANY_OFFSET } from './account.ts'
import { type BrazeReply, fatal, isObject, type Json } from './reply.ts'

const ISO_8601 = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)?$/

/** What is wrong with `schedule`, or null. A time without an offset is UTC, and local time that of each user. */
export function checkSchedule({ schedule }: Json, nowMs: number): BrazeReply | null {
  const { time, in_local_time: inLocalTime } = isObject(schedule) ? schedule : {}
  const atMs = parseTime(time, inLocalTime === true ? COMPANY_OFFSET : 'Z')
  if (atMs === null) return fatal(400, 'Bad Request', 'Cannot parse send_at datetime.')
  if (inLocalTime !== true || atMs >= nowMs) return null
  return fatal(
    400,
    'Bad Request',
    'In your request, `in_local_time` is true but `time` has passed in your company’s time zone.',
  )
}

function parseTime(time: unknown, offset: string): number | null {
  const [, date, minute, second = ':00', own] = ISO_8601.exec(String(time)) ?? []
  const atMs = date === undefined ? Number.NaN : Date.parse(`${date}T${minute}${second}${own ?? offset}`)
  return Number.isNaN(atMs) ? null : atMs
}

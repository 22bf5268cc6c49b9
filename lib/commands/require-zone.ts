import { TodokuError } from '@/lib/domain/errors.ts'
import { isZone } from '@/lib/domain/statistics/zone-offset.ts'

/** @throws TodokuError `invalid_request` */
export function requireZone(name: string): string {
  if (!isZone(name)) throw new TodokuError('invalid_request', `timezone: "${name}" is no IANA time zone.`)
  return name
}

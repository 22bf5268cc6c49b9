import { TodokuError } from '@/lib/domain/errors.ts'
import { canonicalZone } from '@/lib/domain/statistics/zone-offset.ts'

/** The zone's canonical name. @throws TodokuError `invalid_request` */
export function requireZone(name: string): string {
  const zone = canonicalZone(name)
  if (zone === null) throw new TodokuError('invalid_request', `timezone: "${name}" is no IANA time zone.`)
  return zone
}

import { classOfDetail } from '@/lib/domain/statistics/error-filter.ts'
import { attemptsParams } from './attempts-params.ts'
import { deliveriesParams } from './deliveries-params.ts'
import { sendsParams } from './sends-params.ts'
import { statisticsParams } from './statistics-params.ts'
import { webhookErrorsParams } from './webhook-errors-params.ts'

/** The pages of a channel, each with all that its address may say. */
const PARAMS = {
  statistics: statisticsParams,
  'webhook-errors': webhookErrorsParams,
  deliveries: deliveriesParams,
  attempts: attemptsParams,
  sends: sendsParams,
  settings: {},
} as const
export type ChannelPage = keyof typeof PARAMS

/** Where the statistics say since when it fails. */
export const ONSET_ANCHOR = 'since-when'

/** What means the same on every page that knows it: when, by whose clock, of what. Where one is in a list is not among it. */
const CARRIED = ['range', 'from', 'to', 'zone', 'compare', 'cause', 'detail', 'send', 'campaign'] as const

/**
 * What a link from one page of a channel to another says of the view that the reader comes from; what the other page does
 * not know is left out.
 * @param current what the address says now
 * @returns as a query with its question mark, or ''
 */
export function carriedSearch(to: ChannelPage, current: URLSearchParams): string {
  const carried = new URLSearchParams()
  for (const name of CARRIED) {
    const value = current.get(name)
    if (value !== null && name in PARAMS[to]) carried.set(name, value)
  }
  // A class of statuses is a detail of the statistics alone; the attempts have a filter of their own for it.
  const statusClass = classOfDetail(carried.get('detail') ?? '')
  if (statusClass !== null && to !== 'statistics') {
    carried.delete('detail')
    if (to === 'attempts') carried.set('status', `${statusClass}xx`)
  }
  return carried.size === 0 ? '' : `?${carried}`
}

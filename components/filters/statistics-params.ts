import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { RANGES } from '@/lib/charts/resolve-range.ts'
import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { trackedParams } from './tracked-params.ts'

// Years that both a calendar and people can mean.
const LATEST_MS = Date.UTC(2200, 0)

/** An instant: ISO 8601 or epoch milliseconds, written as ISO so that a shared address can be read. */
const parseAsInstant = createParser({
  parse(text) {
    const ms = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text)
    return ms >= 0 && ms < LATEST_MS ? ms : null
  },
  serialize: (ms: number) => new Date(ms).toISOString(),
})

/** What the page counts. */
export const STATISTICS = ['errors', 'deliveries', 'response_times'] as const
export type Statistic = (typeof STATISTICS)[number]

/** All that the statistics page shows is in its address: Back, reload and sharing bring back the same view. */
export const statisticsParams = {
  kind: parseAsStringLiteral(STATISTICS).withDefault('errors'),
  range: parseAsStringLiteral(RANGES),
  from: parseAsInstant,
  to: parseAsInstant,
  cause: parseAsStringLiteral(CAUSES),
  detail: parseAsString,
  ...trackedParams,
  /** With the period before: as lines in the chart, and beside its numbers. */
  compare: parseAsStringLiteral(['previous'] as const),
  /** IANA name; absent: the channel's. */
  zone: parseAsString,
  /** Causes that the reader hid in the chart; the figures stay. */
  hide: parseAsArrayOf(parseAsStringLiteral(CAUSES)).withDefault([]),
  view: parseAsStringLiteral(['chart', 'table'] as const).withDefault('chart'),
  patterns: parseAsBoolean.withDefault(false),
}
export type StatisticsParams = inferParserType<typeof statisticsParams>

export const loadStatisticsParams = createLoader(statisticsParams)
export const statisticsAddress = createSerializer(statisticsParams)

/** What another range, cause or zone needs: the server's answer, and an entry in the history. */
export const ASK_SERVER = { shallow: false, history: 'push', scroll: false } as const
/** What the browser can show from what it has. */
export const SHOW_ONLY = { shallow: true, history: 'replace', scroll: false } as const

import type { Mark } from '../domain/mark.ts'
import type { DeliverySums, DeliveryTimeline } from '../domain/statistics/delivery-timeline.ts'
import { countAxis } from './axis-top.ts'
import { type ChartFrame, type ChartSize, type FrameBar, stateByClock, usualWidth } from './chart-frame.ts'
import { joinedState } from './merge-buckets.ts'
import { mergeSpans } from './merge-spans.ts'
import { timeTicks } from './time-ticks.ts'

/** From the baseline up: what arrived, then what did not, and last what is yet to be known. They add up to what was accepted. */
export const DELIVERY_LAYERS = ['first_try', 'redelivered', 'failed', 'skipped', 'pending'] as const
export type DeliveryLayer = (typeof DELIVERY_LAYERS)[number]

/** `sums` null: yet to come. */
export type DeliveryBar = FrameBar & { sums: DeliverySums | null }

/** What a chart of deliveries draws; `counts` of its bars follow `DELIVERY_LAYERS`. */
export type DeliveryModel = ChartFrame<DeliveryBar> & { axis: { top: number; ticks: number[] } }

/** Report → model. Pure: the clock is `nowMs`, the zone is the report's. */
export function prepareDeliveryTimeline(
  { fromMs, toMs, timezone, marks, series }: DeliveryTimeline,
  { nowMs, mostBars = 120, mostTicks = 10, axisSteps = 4 }: ChartSize & { nowMs: number },
): DeliveryModel {
  const buckets = series.map(({ startMs, sums }, index) => {
    const endMs = series[index + 1]?.startMs ?? toMs
    return { startMs, endMs, state: stateByClock({ startMs, endMs }, nowMs), sums }
  })
  const bars = mergeSpans(buckets, mostBars, timezone, (a, b) => ({
    startMs: a.startMs,
    endMs: b.endMs,
    state: joinedState(a.state, b.state),
    sums: a.sums === null ? b.sums : b.sums === null ? a.sums : addUp(a.sums, b.sums),
  })).map((bar): DeliveryBar => {
    const counts = bar.sums === null ? null : DELIVERY_LAYERS.map((layer) => countOf(layer, bar.sums))
    return { ...bar, midMs: (bar.startMs + bar.endMs) / 2, counts }
  })
  return {
    fromMs,
    toMs,
    timezone,
    barMs: usualWidth(bars),
    bars,
    ticks: timeTicks(fromMs, toMs, timezone, mostTicks),
    marks: marks.filter(tellsOfDeliveries),
    axis: countAxis(Math.max(0, ...bars.map(({ sums }) => sums?.accepted ?? 0)), axisSteps),
  }
}

/** How many deliveries a layer stands for. */
export function countOf(layer: DeliveryLayer, sums: DeliverySums | null): number {
  if (sums === null) return 0
  return layer === 'first_try' ? sums.delivered - sums.redelivered : sums[layer]
}

/** Deliveries are counted whether error statistics are on or off. */
function tellsOfDeliveries({ kind }: Mark): boolean {
  return kind !== 'statistics_on' && kind !== 'statistics_off'
}

function addUp(a: DeliverySums, b: DeliverySums): DeliverySums {
  return {
    accepted: a.accepted + b.accepted,
    delivered: a.delivered + b.delivered,
    redelivered: a.redelivered + b.redelivered,
    failed: a.failed + b.failed,
    pending: a.pending + b.pending,
    skipped: a.skipped + b.skipped,
  }
}

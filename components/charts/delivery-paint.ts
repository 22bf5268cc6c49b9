import type { DeliveryLayer } from '@/lib/charts/prepare-delivery-timeline.ts'
import type { Paint } from './paint.ts'

/** Tones of ink alone: hue means a cause, and a delivery has none. What did not arrive is the darkest. */
export const DELIVERY_PAINT: Record<DeliveryLayer, Paint> = {
  first_try: { fill: 'var(--control)', edge: null },
  redelivered: { fill: 'url(#paint-redelivered)', edge: 'var(--control)' },
  failed: { fill: 'var(--ink)', edge: null },
  skipped: { fill: 'url(#paint-skipped)', edge: 'var(--ink-2)' },
  pending: { fill: 'var(--surface)', edge: 'var(--ink-2)' },
}

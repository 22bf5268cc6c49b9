import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/text-link.tsx'
import { countOf, DELIVERY_LAYERS, type DeliveryLayer } from '@/lib/charts/prepare-delivery-timeline.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import type { DeliveryState } from '@/lib/domain/delivery.ts'
import type { DeliveryTimeline } from '@/lib/domain/statistics/delivery-timeline.ts'
import { formatCount, formatShare } from '@/lib/i18n/format-number.ts'
import { deliveriesAddress } from './deliveries-address.ts'
import { DELIVERY_PAINT } from './delivery-paint.ts'
import { PaintBox } from './paint-swatch.tsx'

// Rules between the cells: two by two on a phone, where the first has a row of its own; all beside each other elsewhere.
const CELLS = [
  'max-md:col-span-2',
  'border-line max-md:border-t md:border-l md:pl-3',
  'border-line border-l pl-3 max-md:border-t',
  'border-line max-md:border-t md:border-l md:pl-3',
  'border-line border-l pl-3 max-md:border-t',
]
/** Those that one may have to look at lead there. */
const STATE_OF: Partial<Record<DeliveryLayer, DeliveryState>> = {
  failed: 'failed',
  skipped: 'skipped',
  pending: 'pending',
}

/** What has become of all that was accepted: five cells in the order of the stack, which add up. */
export function DeliveryLegend({
  channelId,
  kind,
  timeline: { total, fromMs, toMs },
  zone,
}: {
  channelId: string
  kind: ChannelKind
  timeline: DeliveryTimeline
  zone: string | null
}) {
  const t = useTranslations('deliveryChart')
  return (
    <ul
      aria-label={t('states')}
      className="mx-4 mt-2 grid grid-cols-2 border-line border-y md:mx-6 md:mt-3 md:grid-cols-5"
    >
      {DELIVERY_LAYERS.map((layer, index) => {
        const count = countOf(layer, total)
        const state = STATE_OF[layer]
        return (
          <li
            key={layer}
            className={`grid min-w-0 grid-cols-[auto_1fr] items-center gap-x-2 py-2 md:py-3 ${CELLS[index]}`}
          >
            <PaintBox paint={DELIVERY_PAINT[layer]} size={12} />
            <span className="truncate font-semibold text-sm">
              {state !== undefined && count > 0 ? (
                <TextLink href={deliveriesAddress(channelId, { fromMs, toMs }, { state, zone })} className="py-0.5">
                  {t(`layers.${layer}`, { kind })}
                </TextLink>
              ) : (
                t(`layers.${layer}`, { kind })
              )}
            </span>
            <span className="col-start-2 flex items-baseline gap-2 whitespace-nowrap text-ink-2 text-sm">
              <span className="font-semibold text-ink text-lg">{formatCount(count)}</span>
              <span>{formatShare(count, total.accepted)}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

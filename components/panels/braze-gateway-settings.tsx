import { getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button.tsx'

/** What a program that calls Braze puts in place of Braze's address, and what stays as it is. */
export async function BrazeGatewaySettings({ channelId, origin }: { channelId: string; origin: string }) {
  const t = await getTranslations('braze')
  const url = `${origin}/braze/${channelId}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <h3 className="mb-1 text-sm">{t('gatewayUrl')}</h3>
        <div className="flex gap-2 max-md:flex-wrap">
          <code className="code min-w-0 flex-1 max-md:basis-full overflow-x-visible! whitespace-pre-wrap! py-1.5! [overflow-wrap:anywhere]">
            {url}
          </code>
          <CopyButton text={url} size="md">
            {t('gatewayCopy')}
          </CopyButton>
        </div>
      </div>
      <ul className="grid list-disc gap-1 pl-5 text-sm marker:text-ink-3">
        {t('gatewayPoints')
          .split('\n')
          .map((point) => (
            <li key={point}>{point}</li>
          ))}
      </ul>
    </div>
  )
}

import { getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'

/** A command that records one failure, ready but for the key. */
export async function RecordingExample({ origin, channelId }: { origin: string; channelId: string }) {
  const t = await getTranslations('keys')
  const command = `curl '${origin}/api/v1/channels/${channelId}/attempts' \\
  -H "authorization: Bearer $TODOKU_KEY" \\
  -H 'content-type: application/json' \\
  -d '{"attempts":[{"id":"'"$(uuidgen)"'","startedAt":"'"$(date -u +%FT%TZ)"'","durationMs":812,"outcome":{"status":503}}]}'`
  return (
    <details className="group">
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 text-sm [&::-webkit-details-marker]:hidden">
        <Icon name="right" className="group-open:rotate-90" />
        {t('example')}
      </summary>
      <p className="mt-1 mb-2 text-ink-2 text-sm">{t('exampleSay')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <pre className="code" tabIndex={0}>
        {command}
      </pre>
      <div className="mt-2">
        <CopyButton text={command}>{t('copyExample')}</CopyButton>
      </div>
    </details>
  )
}

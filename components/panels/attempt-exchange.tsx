import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { stepOfPhase } from '@/lib/domain/attempt-steps.ts'
import { toCurl } from '@/lib/domain/to-curl.ts'
import { statusName } from '@/lib/i18n/status-names.ts'
import type { AttemptDetail } from '@/lib/reports/attempt-detail.ts'

/** As the sender and the recording of others' attempts write it. */
const REDACTED = /^[([]redacted[)\]]$/

function Section({ title, tools, children }: { title: string; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-line border-t px-4 py-4 md:px-6">
      <h2 className="mb-2 flex min-h-7 items-center justify-between text-sm">
        {title}
        {tools}
      </h2>
      {children}
    </section>
  )
}

function Code({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: text of the outside that scrolls, named for those who reach it by keyboard
    <pre
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="code max-h-[360px] overflow-y-auto"
    >
      {children}
    </pre>
  )
}

function Headers({ headers, redacted }: { headers: Record<string, string>; redacted: string }) {
  return Object.entries(headers).map(([name, value]) => (
    <span key={name}>
      {'\n'}
      <span className="text-ink-3">{name}:</span>{' '}
      {REDACTED.test(value) ? <span className="rounded-[2px] bg-sunken px-1 text-ink-3">{redacted}</span> : value}
    </span>
  ))
}

/** JSON is laid out to be read; anything else stays as it was. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

function Body({ title, size, text, open }: { title: string; size: string; text: string; open: boolean }) {
  return (
    <details open={open} className="group">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-1.5 text-sm [&::-webkit-details-marker]:hidden">
        <Icon name="right" className="group-open:rotate-90" />
        {title} <span className="text-ink-3">{size}</span>
      </summary>
      <Code label={title}>{readable(text)}</Code>
    </details>
  )
}

/** What the bot answered, as text only, or that it answered nothing. */
export async function AttemptResponse({ attempt: { response, outcome, phases } }: { attempt: AttemptDetail }) {
  const t = await getTranslations('attempt')
  if (response === null) {
    // A byte that came but made no answer is not "nothing".
    if (outcome.cause !== 'request_timeout' || phases.tcpMs === null || phases.firstByteMs !== null) return null
    return (
      <Section title={t('response')}>
        <p className="text-ink-2 text-sm">{t('noResponse')}</p>
      </Section>
    )
  }
  const { status, headers, body, truncated } = response
  return (
    <Section title={t('response')}>
      <Code label={t('response')}>
        <b>{status}</b> {status === null ? '' : statusName(status)}
        <Headers headers={headers} redacted={t('redacted')} />
      </Code>
      {body === '' ? (
        <p className="mt-2 text-ink-3 text-sm">{t('empty')}</p>
      ) : (
        <Body title={t('body')} size={t('bytes', { count: new TextEncoder().encode(body).length })} text={body} open />
      )}
      {truncated ? <p className="mt-1 text-ink-3 text-xs">{t('truncated')}</p> : null}
    </Section>
  )
}

/** What was sent, or would have been, with signatures hidden. */
export async function AttemptRequest({ attempt }: { attempt: AttemptDetail }) {
  const t = await getTranslations('attempt')
  const { request, outcome, error, url } = attempt
  if (url === null) return null
  const { headers, body } = request
  const known = Object.keys(headers).length > 0
  // Not by `processed`: a refusal of Braze's, and GOAWAY, came after it was sent.
  const unsent = error !== null && !['request', 'response'].includes(stepOfPhase(error.phase))
  return (
    <Section title={t('request')} tools={<CopyButton text={toCurl(url, headers, body)}>{t('copyCurl')}</CopyButton>}>
      {unsent && known ? <p className="mb-2 text-ink-3 text-sm">{t('notSent')}</p> : null}
      <Code label={t('request')}>
        <b>POST</b> {url}
        <Headers headers={headers} redacted={t('redacted')} />
      </Code>
      {known || outcome.state === 'failed' ? null : <p className="mt-2 text-ink-3 text-xs">{t('noRequest')}</p>}
      {body === null || body === '' ? null : (
        <Body
          title={t('body')}
          size={t('bytes', { count: new TextEncoder().encode(body).length })}
          text={body}
          open={false}
        />
      )}
    </Section>
  )
}

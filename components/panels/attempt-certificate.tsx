import { getTranslations } from 'next-intl/server'
import type { CertificateFacts } from '@/lib/domain/facts.ts'
import { formatDay } from '@/lib/i18n/format-time.ts'
import type { Locale } from '@/lib/i18n/locales.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** `CN=bot.example` is the name alone; a longer name stays as it is. */
function nameIn(distinguished: string): string {
  return /^CN=([^,+\n]+)$/.exec(distinguished)?.[1] ?? distinguished.split('\n').join(', ')
}

/** The server's certificate as it came, with what is left of it at the time of the attempt. */
export async function AttemptCertificate({
  certificate: { subject, issuer, validTo, altNames, chain },
  atMs,
  zone,
  locale,
}: {
  certificate: CertificateFacts
  atMs: number
  zone: string
  locale: Locale
}) {
  const t = await getTranslations('attempt')
  const endsAtMs = Date.parse(validTo)
  const days = Math.floor(Math.abs(endsAtMs - atMs) / DAY_MS)
  const expired = endsAtMs < atMs
  const until = Number.isNaN(endsAtMs)
    ? validTo
    : `${formatDay(endsAtMs, zone, locale, true)} (${t(expired ? 'daysPast' : 'daysLeft', { days })})`
  const rows = [
    { label: t('subject'), value: nameIn(subject) },
    { label: t('issuer'), value: nameIn(issuer) },
    { label: t('validTo'), value: until, strong: expired },
    { label: t('names'), value: altNames.map((name) => name.replace(/^DNS:/, '')).join(', ') || '–' },
  ]
  return (
    <>
      <dl className="grid grid-cols-[104px_1fr] gap-x-3 gap-y-1 text-sm">
        {rows.map(({ label, value, strong }) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className={`min-w-0 [overflow-wrap:anywhere] ${strong ? 'font-semibold' : ''}`}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-ink-3 text-xs">{t('chain')}</p>
      <ol className="mt-1 text-sm">
        {chain.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a server may send the same certificate twice
          <li key={`${index} ${name}`} className="grid grid-cols-[16px_1fr] gap-2 py-1">
            <span aria-hidden="true" className="text-ink-3">
              {index + 1}
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

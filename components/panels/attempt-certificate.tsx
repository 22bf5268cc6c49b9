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
  certificate: { subject, issuer, validFrom, validTo, altNames, chain },
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
  /** When it ends, as far as that can be read, and whether the attempt was outside of its time. */
  const timeOf = (from: string, to: string) => {
    const [beginsAtMs, endsAtMs] = [Date.parse(from), Date.parse(to)]
    if (Number.isNaN(endsAtMs)) return { until: to, isOutside: false }
    const daysTo = (ms: number) => ({ days: Math.floor(Math.abs(ms - atMs) / DAY_MS) })
    const isEarly = beginsAtMs > atMs
    const isLate = endsAtMs < atMs
    const left = isEarly ? t('daysUntil', daysTo(beginsAtMs)) : t(isLate ? 'daysPast' : 'daysLeft', daysTo(endsAtMs))
    return { until: `${formatDay(endsAtMs, zone, locale, true)} (${left})`, isOutside: isEarly || isLate }
  }
  const own = timeOf(validFrom, validTo)
  const rows = [
    { label: t('subject'), value: nameIn(subject) },
    { label: t('issuer'), value: nameIn(issuer) },
    { label: t('validTo'), value: own.until, strong: own.isOutside },
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
        {chain.map((member, index) => {
          const { until, isOutside } = timeOf(member.validFrom, member.validTo)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a server may send the same certificate twice
            <li key={`${index} ${member.commonName}`} className="grid grid-cols-[16px_1fr] gap-x-2 py-1">
              <span aria-hidden="true" className="text-ink-3">
                {index + 1}
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                {member.commonName}
                <span className={`block text-xs ${isOutside ? 'font-semibold text-alert' : 'text-ink-3'}`}>
                  {until}
                </span>
                {member.issuer === '' ? null : (
                  <span className="block text-ink-3 text-xs">{t('issuedBy', { issuer: member.issuer })}</span>
                )}
              </span>
            </li>
          )
        })}
      </ol>
    </>
  )
}

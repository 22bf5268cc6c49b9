import { getTranslations } from 'next-intl/server'
import { ALL_LABELS, type Label } from '@/lib/domain/taxonomy.ts'
import { statusName } from '@/lib/i18n/status-names.ts'

function isLabel(detail: string): detail is Label {
  return (ALL_LABELS as readonly string[]).includes(detail)
}

/** What a detail means, in a few words of the reader's language; a status has its name from the standard. */
export async function detailGloss(timeoutMs: number): Promise<(detail: string) => string> {
  const t = await getTranslations('chart')
  return (detail) =>
    isLabel(detail)
      ? t(`details.${detail}`, { seconds: timeoutMs / 1000 })
      : (statusName(Number(detail.slice(0, 3))) ?? '')
}

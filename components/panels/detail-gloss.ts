import { getLocale, getTranslations } from 'next-intl/server'
import { guideKeyOfDetail, isGuideBraze } from '@/lib/domain/guide.ts'
import { ALL_LABELS, type Label } from '@/lib/domain/taxonomy.ts'
import { guideOf } from '@/lib/i18n/guide/guide.ts'
import { statusName } from '@/lib/i18n/status-names.ts'

function isLabel(detail: string): detail is Label {
  return (ALL_LABELS as readonly string[]).includes(detail)
}

/** What a detail means, in a few words of the reader's language; a bare status has its name from the standard. */
export async function detailGloss(timeoutMs: number): Promise<(detail: string) => string> {
  const t = await getTranslations('chart')
  const { brazeMeanings } = guideOf(await getLocale())
  return (detail) => {
    if (isLabel(detail)) return t(`details.${detail}`, { seconds: timeoutMs / 1000 })
    const key = guideKeyOfDetail(detail)
    return key !== null && isGuideBraze(key) ? brazeMeanings[key] : (statusName(Number(detail.slice(0, 3))) ?? '')
  }
}

'use client'

import { useTranslations } from 'next-intl'
import { SaveList } from './save-list.tsx'

const PAGE = 200

/** The list as one CSV file. */
export function SaveCsv({ path, name, filter }: { path: string; name: string; filter: Record<string, string> }) {
  const t = useTranslations('deliveries')
  return <SaveList path={path} name={name} filter={filter} type="text/csv" pageRows={PAGE} words={t('csv')} />
}

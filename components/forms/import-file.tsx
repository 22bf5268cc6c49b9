'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { FormAlert } from '@/components/ui/form-alert.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useRequest } from '@/components/ui/use-request.ts'
import { instantOfWallText, wallText } from '@/lib/charts/wall-clock.ts'
import { LINE_ZONE } from '@/lib/domain/statistics/webhook-errors.ts'
import { ChooseFile, focusChooseFile } from './choose-file.tsx'
import { ImportOutlook, type Outlook } from './import-outlook.tsx'
import { ImportRange, type RangeText } from './import-range.tsx'

const TYPE = 'text/tab-separated-values'
/** While somebody types a time, every key changes it. */
const PAUSE_MS = 400

type Added = { id: string; rows: number; errors: number }

/** The ends of a range as the API takes them; empty: the file's own days. Null: it is no range yet. */
function endsOf(range: RangeText | null): Record<string, string> | null {
  if (range === null) return {}
  const from = instantOfWallText(range.from, LINE_ZONE)
  const to = instantOfWallText(range.to, LINE_ZONE)
  return from === null || to === null || from >= to ? null : { from: String(from), to: String(to) }
}

/** A file is chosen or dropped, what it means is shown, and only then is it imported. */
export function ImportFile({ channelId, nowMs }: { channelId: string; nowMs: number }) {
  const t = useTranslations('imports')
  const common = useTranslations('common')
  const router = useRouter()
  const toast = useToast()
  const { request: preview } = useRequest()
  const importing = useRequest()
  const [file, setFile] = useState<File | null>(null)
  const [range, setRange] = useState<RangeText | null>(null)
  const [read, setRead] = useState<{ of: RangeText | null; outlook: Outlook } | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const [tries, setTries] = useState(0)
  const [refused, setRefused] = useState<string | null>(null)
  const path = `/api/v1/channels/${channelId}/imports`
  const ends = endsOf(range)
  const outlook = read?.outlook ?? null
  // What is imported is what was shown.
  const isReading = file !== null && ends !== null && unread === null && (read === null || read.of !== range)

  const choose = (chosen: File | null) => {
    setFile(chosen)
    setRange(null)
    setRead(null)
    setUnread(null)
    setRefused(null)
  }
  const leave = () => {
    choose(null)
    focusChooseFile()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    const asked = endsOf(range)
    if (file === null || asked === null) return
    let over = false
    const ask = async () => {
      const address = `${path}?${new URLSearchParams({ ...asked, dryRun: 'true' })}`
      const answer = await preview<{ preview: Outlook }>('POST', address, file.slice(0, file.size, TYPE))
      if (over) return
      setUnread(answer.ok ? null : answer.text)
      if (answer.ok) setRead({ of: range, outlook: answer.body.preview })
    }
    const timer = setTimeout(ask, range === null ? 0 : PAUSE_MS)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [file, range, path, preview, tries])

  const take = async () => {
    if (file === null || ends === null) return
    const address = `${path}?${new URLSearchParams({ ...ends, fileName: file.name.slice(0, 200) })}`
    const body = file.slice(0, file.size, TYPE)
    setRefused(null)
    const answer = await importing.request<{ import?: Added }>('POST', address, body)
    if (!answer.ok) {
      setRefused(answer.text)
      return
    }
    const added = answer.body.import
    if (added === undefined) toast('ok', t('nothingNew'))
    else toast('ok', t('done', added), { label: t('undo'), run: () => undo(added.id) })
    leave()
    router.refresh()
  }
  const undo = async (id: string) => {
    const answer = await importing.request('DELETE', `${path}/${id}`)
    if (answer.ok) toast('ok', t('undone'))
    else toast('alert', answer.text)
    router.refresh()
  }

  return (
    <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-4">
      <ChooseFile chosen={file?.name ?? null} onChoose={choose} />
      <FormAlert text={unread ?? refused} />
      {unread === null ? null : (
        <Button
          className="justify-self-start"
          onClick={() => {
            setUnread(null)
            setTries(tries + 1)
          }}
        >
          {common('retry')}
        </Button>
      )}
      <div role="status" className={isReading && outlook === null ? '' : 'sr-only'}>
        {isReading ? (
          <p className="text-ink-2 text-sm">{t('reading')}</p>
        ) : outlook === null ? null : (
          t('willImport', { rows: outlook.rows, errors: outlook.errors, periods: outlook.periods.length })
        )}
      </div>
      {outlook === null ? null : (
        <>
          <ImportRange value={range ?? rangeOf(outlook)} onChange={setRange} latest={wallText(nowMs, LINE_ZONE)} />
          <ImportOutlook outlook={outlook} nowMs={nowMs} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={leave}>{common('cancel')}</Button>
            <Button
              look="primary"
              pending={importing.pending || isReading}
              disabled={ends === null || unread !== null || outlook.periods.length === 0}
              onClick={take}
            >
              {t('take', { rows: outlook.rows })}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

function rangeOf({ from, to }: Outlook): RangeText {
  return { from: wallText(Date.parse(from), LINE_ZONE), to: wallText(Date.parse(to), LINE_ZONE) }
}

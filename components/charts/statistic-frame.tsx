'use client'

import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import { type Statistic, statisticsParams } from '@/components/filters/statistics-params.ts'
import { Panel } from '@/components/ui/panel.tsx'
import { type SavedTable, SaveMenu } from '@/components/ui/save-menu.tsx'
import { PaintDefs } from './paint-defs.tsx'
import { PANEL_HEIGHT } from './panel-height.ts'
import { PictureContext, type SavePicture } from './picture-offer.ts'
import { ViewSwitch } from './view-switch.tsx'

/** What every statistic has around its chart: the figures, how old they are, chart or table, what can be saved of it. */
export function StatisticFrame({
  statistic,
  panel,
  channelName,
  figures,
  fresh,
  tools,
  saved,
  children,
}: {
  statistic: Statistic
  /** Names the panel, and the statistic in the picture. */
  panel: string
  channelName: string
  figures: ReactNode
  /** How old the numbers are; null where they cannot change. */
  fresh: ReactNode
  /** What else the chart can show; on a phone it is in the filters' sheet. */
  tools?: ReactNode
  /** The table of the same numbers, in the API. */
  saved?: SavedTable | readonly SavedTable[]
  /** The legend, and the chart or its table. */
  children: ReactNode
}) {
  const t = useTranslations('save')
  const [{ view }] = useQueryStates(statisticsParams)
  const picture = useRef<SavePicture | null>(null)
  const offer = useCallback((save: SavePicture | null) => {
    picture.current = save
  }, [])
  const context = useMemo(() => ({ channelName, panel, statistic, offer }), [channelName, panel, statistic, offer])
  const save = async () => {
    // Pressed before the chart has come.
    if (picture.current === null) throw new Error('no chart')
    await picture.current()
  }
  return (
    <PictureContext value={context}>
      <Panel label={panel} className={PANEL_HEIGHT[statistic]}>
        <PaintDefs />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3 md:flex-nowrap md:px-6 md:pt-4">
          {figures}
          <span className="ml-auto flex items-center gap-2 max-md:w-full">
            {fresh}
            <span className="ml-auto flex items-center gap-2">
              {tools === undefined ? null : <span className="max-md:hidden">{tools}</span>}
              <ViewSwitch />
              <SaveMenu
                of={panel}
                table={saved}
                more={view === 'chart' ? [{ name: 'PNG', note: t('png'), save }] : []}
              />
            </span>
          </span>
        </div>
        {children}
      </Panel>
    </PictureContext>
  )
}

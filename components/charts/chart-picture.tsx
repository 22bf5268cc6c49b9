'use client'

import { useCallback, useState } from 'react'
import { createPortal } from 'react-dom'
import type { ChartFrame } from '@/lib/charts/chart-frame.ts'
import { savedFileName } from '@/lib/domain/saved-file-name.ts'
import { useOfferPicture } from './picture-offer.ts'
import { PictureSheet } from './picture-sheet.tsx'
import type { PictureProps } from './picture-words.ts'
import { svgToPng } from './svg-to-png.ts'

type Asked = { done: () => void; fail: (error: unknown) => void }

/**
 * Offers the chart as a picture. When it is asked for, the same chart is drawn again, out of sight, in the size and light
 * colours of a document: a picture is pasted where it is white, and it is the same from a phone.
 */
export function ChartPicture<Model extends ChartFrame>(props: PictureProps<Model>) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const save = useCallback(() => new Promise<void>((done, fail) => setAsked({ done, fail })), [])
  const subject = useOfferPicture(save)
  if (asked === null || subject === null) return null
  const hand = async (sheet: SVGSVGElement, { fromMs, toMs, timezone }: Model) => {
    const picture = await svgToPng(sheet, Number(sheet.getAttribute('width')), Number(sheet.getAttribute('height')))
    const href = URL.createObjectURL(picture)
    const download = savedFileName({
      channel: subject.channelName,
      what: subject.statistic,
      range: { fromMs, toMs },
      zone: timezone,
      type: 'png',
    })
    Object.assign(document.createElement('a'), { href, download }).click()
    URL.revokeObjectURL(href)
  }
  return createPortal(
    <PictureSheet
      {...props}
      subject={subject}
      onDrawn={(sheet, model) =>
        hand(sheet, model)
          .then(asked.done, asked.fail)
          .finally(() => setAsked(null))
      }
    />,
    document.body,
  )
}

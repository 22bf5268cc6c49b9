'use client'

import { useState } from 'react'
import { CopyButton } from './copy-button.tsx'
import { Segmented, SegmentedButton } from './segmented.tsx'

/** Text of the outside as it is, and laid out where it can be. */
export function BodyView({
  label,
  raw,
  pretty,
  words,
}: {
  label: string
  raw: string
  /** Null: it cannot be laid out. */
  pretty: string | null
  words: { view: string; raw: string; pretty: string; copy: string }
}) {
  const [asSent, setAsSent] = useState(pretty === null)
  return (
    <>
      <div className="mb-2 flex items-center gap-2">
        {pretty === null ? null : (
          <Segmented label={words.view}>
            <SegmentedButton pressed={!asSent} onClick={() => setAsSent(false)}>
              {words.pretty}
            </SegmentedButton>
            <SegmentedButton pressed={asSent} onClick={() => setAsSent(true)}>
              {words.raw}
            </SegmentedButton>
          </Segmented>
        )}
        <span className="ml-auto">
          <CopyButton text={raw}>{words.copy}</CopyButton>
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: text of the outside that scrolls, named for those who reach it by keyboard */}
      <pre
        role="region"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className={`code max-h-[480px] overflow-y-auto ${asSent ? 'whitespace-pre-wrap! [overflow-wrap:anywhere]' : ''}`}
      >
        {asSent ? raw : pretty}
      </pre>
    </>
  )
}

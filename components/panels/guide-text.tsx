import { Fragment } from 'react'
import { TextLink } from '@/components/ui/text-link.tsx'
import { textParts } from '@/lib/i18n/guide/text-parts.ts'

/** A text of the guide, with its code and its links. */
export function GuideText({ children }: { children: string }) {
  return textParts(children).map((part) => {
    if (part.kind === 'link') {
      return (
        <TextLink key={part.at} href={`/guide/${part.slug}`}>
          {part.text}
        </TextLink>
      )
    }
    return part.kind === 'code' ? (
      <Code key={part.at}>{part.text}</Code>
    ) : (
      <Fragment key={part.at}>{part.text}</Fragment>
    )
  })
}

function Code({ children }: { children: string }) {
  return (
    <code className="rounded-[3px] bg-sunken px-1 py-px font-mono text-[.93em] [box-decoration-break:clone] [overflow-wrap:anywhere]">
      {children}
    </code>
  )
}

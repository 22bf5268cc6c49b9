import { CAUSES } from '@/lib/domain/taxonomy.ts'
import { colourOf } from './paint.ts'

function Stripes({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--surface)" />
      <rect width="3" height="5" fill={colour} />
    </pattern>
  )
}

function Lines({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse">
      <rect width="4" height="4" fill="var(--surface)" />
      <rect width="4" height="2.5" fill={colour} />
    </pattern>
  )
}

function Rules({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse">
      <rect width="4" height="4" fill="var(--surface)" />
      <rect width="4" height="1.25" fill={colour} />
    </pattern>
  )
}

function Dots({ id, colour }: { id: string; colour: string }) {
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse">
      <rect width="4" height="4" fill={colour} />
      <circle cx="2" cy="2" r="1.1" fill="var(--surface)" />
    </pattern>
  )
}

/** The patterns that bars, swatches and off times are filled with; once a page. */
export function PaintDefs() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="absolute">
      <defs>
        <pattern id="paint-off" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="var(--surface)" />
          <rect width="2" height="7" fill="var(--hatch)" />
        </pattern>
        <Stripes id="paint-redelivered" colour="var(--control)" />
        <Rules id="paint-skipped" colour="var(--ink-2)" />
        <Lines id="paint-request_timeout" colour={colourOf('request_timeout')} />
        <Stripes id="paint-error_status_code" colour={colourOf('error_status_code')} />
        <Dots id="paint-unclassified" colour={colourOf('unclassified')} />
        {CAUSES.flatMap((cause) => [
          <Stripes key={`${cause}-stripes`} id={`paint-stripes-${cause}`} colour={colourOf(cause)} />,
          <Lines key={`${cause}-lines`} id={`paint-lines-${cause}`} colour={colourOf(cause)} />,
          <Dots key={`${cause}-dots`} id={`paint-dots-${cause}`} colour={colourOf(cause)} />,
        ])}
      </defs>
    </svg>
  )
}

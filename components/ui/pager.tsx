import { buttonClass } from './button.tsx'
import { QuietLink } from './quiet-link.tsx'

/** The ways to older rows and back to the newest; nothing where all rows are on one page. */
export function Pager({
  label,
  older,
  newest,
  words,
}: {
  label: string
  older: string | null
  newest: string | null
  words: { older: string; newest: string }
}) {
  if (older === null && newest === null) return null
  return (
    <nav aria-label={label} className="flex justify-end gap-2 border-line border-t px-4 py-3 md:px-6 print:hidden">
      {newest === null ? null : (
        <QuietLink href={newest} className={buttonClass()}>
          {words.newest}
        </QuietLink>
      )}
      {older === null ? null : (
        <QuietLink href={older} className={buttonClass()}>
          {words.older}
        </QuietLink>
      )}
    </nav>
  )
}

import { CopyButton } from '@/components/ui/copy-button.tsx'
import { COMMANDS, type CommandId } from '@/lib/i18n/guide/commands.ts'
import { commandParts } from '@/lib/i18n/guide/text-parts.ts'

/** A command to try. What is the reader's own is underlined; the copy has the same text without marks. */
export function GuideCommand({ id, copyLabel }: { id: CommandId; copyLabel: string }) {
  const parts = commandParts(COMMANDS[id])
  return (
    <div className="relative mt-1">
      <pre className="code py-1.5 pr-11 [overflow-wrap:anywhere] print:pr-3" style={{ whiteSpace: 'pre-wrap' }}>
        <code>
          {parts.map((part) =>
            part.kind === 'own' ? (
              <span key={part.at} className="underline decoration-dotted underline-offset-3">
                {part.text}
              </span>
            ) : (
              part.text
            ),
          )}
        </code>
      </pre>
      <span className="absolute top-[3px] right-[3px] print:hidden">
        <CopyButton text={parts.map(({ text }) => text).join('')} label={copyLabel} look="quiet" size="square" />
      </span>
    </div>
  )
}

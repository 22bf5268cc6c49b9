import { Icon } from './icon.tsx'

/** What is wrong with a whole form. The box is always there, so that its words are read when they come. */
export function FormAlert({ text }: { text: string | null }) {
  return (
    <div role="alert" className={text ? 'flex gap-2 rounded-md border border-alert px-3 py-2 text-sm' : 'sr-only'}>
      {text ? (
        <>
          <Icon name="alert" className="mt-0.5 text-alert" />
          <span>{text}</span>
        </>
      ) : null}
    </div>
  )
}

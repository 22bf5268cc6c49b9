'use client'

import { UNKNOWN_LANGUAGE } from '@/lib/i18n/unknown-language.ts'
import './globals.css'

/** The layout itself failed, so no language is known and nothing of it can be used: both, and plain. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="ja">
      <body>
        <main className="mx-auto grid min-h-[60dvh] w-full max-w-[560px] content-center gap-2 px-4 py-12">
          <title>Todoku</title>
          <h1 className="text-2xl">{UNKNOWN_LANGUAGE.title}</h1>
          <p className="text-ink-2">{UNKNOWN_LANGUAGE.ja}</p>
          <p className="text-ink-2" lang="en">
            {UNKNOWN_LANGUAGE.en}
          </p>
          <p>
            <button type="button" onClick={reset} className="h-8 rounded-md border border-line-2 px-3">
              {UNKNOWN_LANGUAGE.retry.ja} / <span lang="en">{UNKNOWN_LANGUAGE.retry.en}</span>
            </button>
          </p>
          {error.digest === undefined ? null : <p className="font-mono text-ink-3 text-xs">{error.digest}</p>}
        </main>
      </body>
    </html>
  )
}

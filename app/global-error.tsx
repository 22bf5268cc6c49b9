'use client'

import './globals.css'

/** The layout itself failed, so no language is known and nothing of it can be used: both, and plain. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="ja">
      <body>
        <main className="mx-auto grid min-h-[60dvh] w-full max-w-[560px] content-center gap-2 px-4 py-12">
          <title>Todoku</title>
          <h1 className="text-2xl">ページを表示できませんでした</h1>
          <p className="text-ink-2">こちらの不具合です。記録は無事です。もう一度読み込むと直ることがあります。</p>
          <p className="text-ink-2" lang="en">
            This page could not be shown. The fault is ours; what was recorded is safe. Loading again may help.
          </p>
          <p>
            <button type="button" onClick={reset} className="h-8 rounded-md border border-line-2 px-3">
              もう一度 / <span lang="en">Try again</span>
            </button>
          </p>
          {error.digest === undefined ? null : <p className="font-mono text-ink-3 text-xs">{error.digest}</p>}
        </main>
      </body>
    </html>
  )
}

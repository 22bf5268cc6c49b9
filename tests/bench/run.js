// `npm run bench`: how far Todoku's ways of writing and reading are from bare better-sqlite3, measured in the same run.
import { mkdirSync } from 'node:fs'
import { build } from 'esbuild'

const bundled = new URL('../../node_modules/.cache/todoku-bench.mjs', import.meta.url)
mkdirSync(new URL('.', bundled), { recursive: true })
await build({
  entryPoints: ['tests/bench/main.ts'],
  outfile: bundled.pathname,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
})
await import(bundled.href)

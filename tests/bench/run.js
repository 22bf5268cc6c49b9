// `npm run bench`: how far Todoku's ways of writing, reading and sending are from bare libraries, measured in the same run.
// `npm run bench sender` measures one of them.
import { mkdirSync } from 'node:fs'
import { build } from 'esbuild'

const folder = new URL('../../node_modules/.cache/todoku-bench/', import.meta.url)
mkdirSync(folder, { recursive: true })
await build({
  entryPoints: {
    main: 'tests/bench/main.ts',
    receiver: 'tests/bench/receiver.ts',
    'gateway-server': 'tests/bench/gateway-server.ts',
    sender: 'lib/sender/thread-main.ts',
    'practice-bot': 'lib/practice-bot/main.ts',
  },
  outdir: folder.pathname,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
})
await import(new URL('main.mjs', folder).href)

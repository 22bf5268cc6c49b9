// The first import: @peculiar/x509 finds its parsers through it.
import 'reflect-metadata'
import { isMainThread } from 'node:worker_threads'
import { runPracticeBot } from './run-practice-bot.ts'
import { listenAndBlock } from './silent-listener.ts'

const PARENT_CHECK_MS = 1_000

if (isMainThread) {
  endWithParent()
  const ready = await runPracticeBot(new URL(import.meta.url))
  process.send?.(ready)
  console.log(JSON.stringify(ready))
} else {
  listenAndBlock()
}

/** The bot outlives nobody: it ends on a signal, when its parent hangs up, or when it was orphaned. */
function endWithParent(): void {
  const end = () => process.exit(0)
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  process.once('disconnect', end)
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref()
}

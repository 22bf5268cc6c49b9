// The first import: @peculiar/x509 finds its parsers through it.
import 'reflect-metadata'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { PeerMissing } from './ask-peer.ts'
import { compareWithPeers } from './compare-with-peers.ts'
import { listUrls } from './list-urls.ts'
import type { ReadyMessage } from './ready-message.ts'
import { runPracticeBot } from './run-practice-bot.ts'
import { listenAndBlock } from './silent-listener.ts'

const PARENT_CHECK_MS = 1_000

if (isMainThread) {
  endWithParent()
  const ready = await runPracticeBot(new URL(import.meta.url))
  process.send?.(ready)
  if (process.argv.includes('--list')) console.log(listUrls(ready, keepCa(ready.caPem)))
  else if (process.argv.includes('--compare')) await compare(ready)
  else console.log(JSON.stringify(ready))
} else {
  listenAndBlock()
}

/** Prints the table and ends the bot. */
async function compare(ready: ReadyMessage): Promise<never> {
  try {
    console.log(await compareWithPeers(ready, keepCa(ready.caPem)))
    process.exit(0)
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** The certificate authority in a file, for as long as the bot runs. */
function keepCa(caPem: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-practice-'))
  const file = join(folder, 'ca.pem')
  writeFileSync(file, caPem)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return file
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

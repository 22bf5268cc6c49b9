import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type PracticeBot, startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The practice bot as it ships: bundled, and in a process of its own. `stop` also removes the bundle. */
export async function bundleAndStartPracticeBot(): Promise<PracticeBot> {
  // Below node_modules, so that the bundle finds the packages that it imports.
  const folder = await mkdtemp(`${root}node_modules/.practice-bot-`)
  const entry = `${folder}/practice-bot.mjs`
  await build({
    entryPoints: [`${root}lib/practice-bot/main.ts`],
    outfile: entry,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  const bot = await startPracticeBot(entry)
  const stop = async () => {
    await bot.stop()
    await rm(folder, { recursive: true })
  }
  return { ...bot, stop }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type PracticeBot, startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The practice bot as it ships, in a file of this test's own. */
export async function bundlePracticeBot(): Promise<{ entry: string; remove(): Promise<void> }> {
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
  return { entry, remove: () => rm(folder, { recursive: true }) }
}

/** `stop` also removes the bundle. */
export async function bundleAndStartPracticeBot(): Promise<PracticeBot> {
  const { entry, remove } = await bundlePracticeBot()
  const bot = await startPracticeBot(entry)
  const stop = async () => {
    await bot.stop()
    await remove()
  }
  return { ...bot, stop }
}

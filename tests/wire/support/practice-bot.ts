import { type PracticeBot, startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { bundle } from './bundle.ts'

/** The practice bot as it ships, in a file of this test's own. */
export function bundlePracticeBot() {
  return bundle('lib/practice-bot/main.ts')
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

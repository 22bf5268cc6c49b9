import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { bundleAndStartPracticeBot } from '../wire/support/practice-bot.ts'

/** `env`: what makes a server trust its certificates and ask its name server. */
export type TrustedPracticeBot = PracticeBot & { env: Record<string, string> }

/** The practice bot as a peer of Todoku's own server; `stop` removes its files. */
export async function startTrustedPracticeBot(): Promise<TrustedPracticeBot> {
  const bot = await bundleAndStartPracticeBot()
  const folder = await mkdtemp(join(tmpdir(), 'todoku-practice-'))
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, bot.caPem)
  const stop = async () => {
    await bot.stop()
    await rm(folder, { recursive: true })
  }
  return { ...bot, stop, env: { WEBHOOK_CA_FILE: caFile, WEBHOOK_DNS_SERVERS: bot.dnsServer } }
}

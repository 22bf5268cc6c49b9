import type { OpenableSender, WebhookSender } from './webhook-sender.ts'

/** What lib/practice-bot starts; passed in, because delivery knows no server. */
export type PracticeBot = {
  dnsServer: string
  caPem: string
  endpoints: string[]
  urls: Record<string, string>
  stop(): Promise<void>
  exited: Promise<number | null>
}

export type RunningBot = { urls: Record<string, string>; sender: WebhookSender; isRunning(): boolean }

export type LazyPracticeBot = { get(): Promise<RunningBot>; stop(): Promise<void> }

/**
 * The practice bot, started when it is first needed and again when its process has ended. Its name server, certificates
 * and endpoints are known to its own sender only: that is the one opening in the address check.
 */
export function makeLazyPracticeBot(startBot: () => Promise<PracticeBot>, normal: OpenableSender): LazyPracticeBot {
  let running: Promise<{ bot: PracticeBot; ready: RunningBot }> | null = null
  const start = async () => {
    const bot = await startBot()
    const opening = { dnsServers: [bot.dnsServer], extraCa: [bot.caPem], allowEndpoints: bot.endpoints }
    const sender = normal.beside(opening)
    let ended = false
    bot.exited.then(() => {
      ended = true
    })
    return { bot, ready: { urls: bot.urls, sender, isRunning: () => !ended } }
  }
  return {
    async get() {
      if (running === null) {
        const started = start()
        running = started
        const forget = () => {
          if (running === started) running = null
        }
        started.then(({ bot }) => bot.exited.then(forget), forget)
      }
      return (await running).ready
    },
    async stop() {
      const ending = await running?.catch(() => null)
      running = null
      await ending?.ready.sender.close()
      await ending?.bot.stop()
    },
  }
}

/**
 * The URL under which the running bot has what an earlier one had under `url`: a bot gets new ports at each start.
 * What is none of the bot's stays as it is.
 */
export function currentPracticeUrl({ urls }: RunningBot, url: string): string {
  if (!URL.canParse(url)) return url
  const wanted = new URL(url)
  const now = Object.values(urls).find((candidate) => new URL(candidate).hostname === wanted.hostname)
  if (now === undefined || wanted.port === '') return url
  // In the text: to write the parsed URL would repair the one that is broken on purpose.
  return url.replace(`:${wanted.port}`, `:${new URL(now).port}`)
}

import { makeAuth } from '../access/make-auth.ts'
import { createFirstAdministrator } from '../commands/create-first-administrator.ts'
import { makePracticeRunner } from '../delivery/practice-run.ts'
import { makeDirect } from '../direct/make-direct.ts'
import { TodokuError } from '../domain/errors.ts'
import { faultLog, makeLogger } from '../http/logger.ts'
import { makeRateLimit } from '../http/rate-limit.ts'
import { startPracticeBot } from '../practice-bot/start-practice-bot.ts'
import { countAdministrators } from '../reports/count-administrators.ts'
import type { Runtime } from '../runtime.ts'
import { readSettings } from '../settings.ts'
import { openStorage } from '../storage/open-storage.ts'
import { makeWebhookSender } from './make-webhook-sender.ts'
import { withSecretKey } from './secret-key.ts'

/** http-api.md: verifications of each key. */
const VERIFICATIONS_PER_MINUTE = 600

/**
 * Opens everything that this process has one of.
 * @throws StartError, or what `openStorage` refuses with; each has a stable `code` and says what to do.
 */
export async function openRuntime(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Omit<Runtime, 'ready'>> {
  const now = Date.now
  const settings = readSettings(env)
  const { databaseFile, baseUrl } = settings
  const log = makeLogger(settings)
  const sender = makeWebhookSender(settings)
  const { storage, secretKey } = await withSecretKey(settings, async (key) => ({
    storage: await openStorage({ databaseFile, now, secretKey: key }),
    secretKey: key,
  }))
  const ctx = { storage, now }
  const auth = makeAuth({ storage, secretKey, baseUrl, now })
  const practice = makePracticeRunner({ ...ctx, log: faultLog(log), startBot: startPracticeBot, sender })
  await practice.endLeftOver()
  if (settings.administrator && (await countAdministrators(ctx)) === 0) {
    await createFirstAdministrator(ctx, { ...settings.administrator, name: 'Administrator' }, auth.hashPassword)
  }

  return {
    ...ctx,
    settings,
    log,
    auth,
    sender,
    practice,
    verifyLimit: makeRateLimit(VERIFICATIONS_PER_MINUTE, now),
    direct: makeDirect({ ...ctx, auth, baseUrl, log: faultLog(log) }),
    async checkReady() {
      try {
        await countAdministrators(ctx)
        await storage.writer.exclusive(async () => {})
      } catch (cause) {
        throw new TodokuError('not_ready', 'The database does not answer.', { cause })
      }
    },
    async setUpLink(from) {
      if ((await countAdministrators(ctx)) > 0) return null
      return `${from}/set-up?token=${auth.setUpToken.text}`
    },
    async close() {
      await practice.close()
      sender.agent?.close()
      await storage.close()
    },
  }
}

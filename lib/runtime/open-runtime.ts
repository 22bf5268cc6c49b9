import { join } from 'node:path'
import { makeAuth } from '@/lib/access/make-auth.ts'
import { createFirstAdministrator } from '@/lib/commands/create-first-administrator.ts'
import { makeSending } from '@/lib/delivery/make-sending.ts'
import { makePracticeRunner } from '@/lib/delivery/practice-run.ts'
import { makeRuns } from '@/lib/delivery/run-redelivery.ts'
import { makeWorker } from '@/lib/delivery/worker.ts'
import { makeBrazeGateway } from '@/lib/direct/braze-gateway.ts'
import { makeGateway } from '@/lib/direct/gateway.ts'
import { makeDirect } from '@/lib/direct/make-direct.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { makeLineLimits } from '@/lib/http/line-limits.ts'
import { faultLog, makeLogger } from '@/lib/http/logger.ts'
import { makeRateLimit } from '@/lib/http/rate-limit.ts'
import { makeRequestLimits, VERIFICATIONS_PER_MINUTE } from '@/lib/http/request-limits.ts'
import { startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { countAdministrators } from '@/lib/reports/count-administrators.ts'
import type { Runtime } from '@/lib/runtime.ts'
import { readSettings } from '@/lib/settings.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { makeMetrics } from './make-metrics.ts'
import { makePurge } from './make-purge.ts'
import { makeWebhookSender } from './make-webhook-sender.ts'
import { withSecretKey } from './secret-key.ts'

/** The bundle of lib/practice-bot/main.ts; every start of the server begins in the repository's folder. */
const PRACTICE_BOT = join(process.cwd(), 'dist', 'practice-bot.js')

/**
 * Opens everything that this process has one of.
 * @throws StartError, or what `openStorage` refuses with; each has a stable `code` and says what to do.
 */
export async function openRuntime(env: Readonly<Record<string, string | undefined>>): Promise<Omit<Runtime, 'ready'>> {
  const now = Date.now
  const settings = readSettings(env)
  const { databaseFile, baseUrl } = settings
  const log = makeLogger(settings)
  const sender = makeWebhookSender(settings)
  const metrics = settings.metricsToken === null ? null : makeMetrics(settings.metricsToken)
  const { storage, secretKey } = await withSecretKey(settings, async (key) => ({
    storage: await openStorage({ databaseFile, now, secretKey: key, watch: metrics?.watch }),
    secretKey: key,
  }))
  const ctx = { storage, now }
  const auth = makeAuth({ storage, secretKey, baseUrl, now })
  const practice = makePracticeRunner({
    ...ctx,
    log: faultLog(log),
    startBot: () => startPracticeBot(PRACTICE_BOT),
    sender,
  })
  await practice.endLeftOver()
  const worker = makeWorker({
    ...ctx,
    wayOf: async ({ practice: isPractice }) => (isPractice ? practice.bot() : { sender, urlNow: (url) => url }),
    log: (err, where) => log.error({ err, where }, 'a delivery met a fault of ours'),
  })
  const runs = makeRuns({
    ...ctx,
    wake: worker.wake,
    log: (err) => log.error({ err }, 'a redelivery run met a fault of ours'),
  })
  const purge = makePurge(ctx, (error) =>
    log.error({ err: error }, 'the rows of deleted channels could not be removed'),
  )
  if (settings.administrator && (await countAdministrators(ctx)) === 0) {
    await createFirstAdministrator(ctx, { ...settings.administrator, name: 'Administrator' }, auth.hashPassword)
  }

  const sending = makeSending({ ...ctx, sender, practice, wake: worker.wake, log: faultLog(log) })
  const gateway = makeGateway({ ...ctx, sending, log: faultLog(log) })
  const brazeGateway = makeBrazeGateway({ ...ctx, sending, auth })
  const requestLimits = makeRequestLimits(settings.requestsPerMinute, now)

  purge.start()
  if (settings.role === 'all') {
    worker.start()
    runs.start()
  }
  return {
    ...ctx,
    purge,
    settings,
    log,
    auth,
    sending,
    practice,
    worker,
    runs,
    requestLimits,
    verifyLimit: makeRateLimit(VERIFICATIONS_PER_MINUTE, now),
    lineLimits: makeLineLimits(now),
    direct: makeDirect({
      ...ctx,
      auth,
      requestLimits,
      baseUrl,
      gateway,
      brazeGateway,
      metrics: metrics?.of(ctx) ?? null,
      log: faultLog(log),
    }),
    async checkReady() {
      try {
        await countAdministrators(ctx)
        await storage.writer.exclusive(async () => {})
      } catch (cause) {
        throw new TodokuError('not_ready', 'The database does not answer.', { cause })
      }
      if (settings.role === 'web') return { worker: 'elsewhere' }
      if (!worker.isRunning()) throw new TodokuError('not_ready', 'The worker cannot look for deliveries.')
      return { worker: 'running' }
    },
    async setUpLink(from) {
      if ((await countAdministrators(ctx)) > 0) return null
      return `${from}/set-up?token=${auth.setUpToken.text}`
    },
    async close() {
      await Promise.all([
        gateway.close(),
        brazeGateway.close(),
        practice.close(),
        worker.close(),
        runs.close(),
        purge.close(),
      ])
      await sender.close()
      await storage.close()
    },
  }
}

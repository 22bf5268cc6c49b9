import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { currentPracticeUrl, makeLazyPracticeBot } from '@/lib/delivery/lazy-practice-bot.ts'
import { makeRuns } from '@/lib/delivery/run-redelivery.ts'
import { makeWorker, type Worker } from '@/lib/delivery/worker.ts'
import { answerMetrics, isMetricsPath, type MetricsSource } from '@/lib/direct/answer-metrics.ts'
import { TodokuError } from '@/lib/domain/errors.ts'
import { type Answer, failure, success } from '@/lib/http/envelope.ts'
import { faultLog, makeLogger } from '@/lib/http/logger.ts'
import { startPracticeBot } from '@/lib/practice-bot/start-practice-bot.ts'
import { readSettings } from '@/lib/settings.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'
import { makeMetrics } from './make-metrics.ts'
import { makeWebhookSender } from './make-webhook-sender.ts'
import { withSecretKey } from './secret-key.ts'

const PRACTICE_BOT = join(process.cwd(), 'dist', 'practice-bot.js')

/** What a process with the role `worker` has one of: no Next, no pages, no sessions. */
export type WorkerRuntime = {
  worker: Worker
  /** Answers whether the process and the worker are well, what is measured where that is asked for, and nothing else. */
  answer(request: IncomingMessage, response: ServerResponse): void
  close(): Promise<void>
}

/**
 * Opens the worker and starts it.
 * @throws StartError, or what `openStorage` refuses with; each has a stable `code` and says what to do.
 */
export async function openWorker(env: Readonly<Record<string, string | undefined>>): Promise<WorkerRuntime> {
  const now = Date.now
  const settings = readSettings(env)
  const log = makeLogger(settings)
  const sender = makeWebhookSender(settings)
  const metrics = settings.metricsToken === null ? null : makeMetrics(settings.metricsToken)
  const open = (secretKey: Buffer) =>
    openStorage({ databaseFile: settings.databaseFile, now, secretKey, watch: metrics?.watch })
  const storage = await withSecretKey(settings, open)
  const practice = makeLazyPracticeBot(() => startPracticeBot(PRACTICE_BOT), sender)
  const worker = makeWorker({
    storage,
    now,
    async wayOf({ practice: isPractice }) {
      if (!isPractice) return { sender, urlNow: (url) => url }
      const bot = await practice.get()
      return { sender: bot.sender, urlNow: (url) => currentPracticeUrl(bot, url) }
    },
    log: (err, where) => log.error({ err, where }, 'a delivery met a fault of ours'),
  })
  const runs = makeRuns({
    storage,
    now,
    wake: worker.wake,
    log: (err) => log.error({ err }, 'a redelivery run met a fault of ours'),
  })
  const measured = metrics?.of({ storage, now }) ?? null
  worker.start()
  runs.start()
  return {
    worker,
    answer(request, response) {
      const requestId = randomUUID()
      answerTo(request, worker, measured)
        .catch((error: unknown) => failure(error, requestId, faultLog(log)))
        .then(({ status, headers, body }) => {
          response.writeHead(status, { ...headers, 'x-request-id': requestId })
          response.end(body)
        })
    },
    async close() {
      await Promise.all([worker.close(), runs.close()])
      await practice.stop()
      await sender.close()
      await storage.close()
    },
  }
}

async function answerTo(request: IncomingMessage, worker: Worker, metrics: MetricsSource | null): Promise<Answer> {
  const { method, url } = request
  const path = url?.replace(/\?.*$/s, '') ?? ''
  if (metrics !== null && isMetricsPath(path)) return answerMetrics(request, metrics)
  if (method !== 'GET' || (path !== '/api/health' && path !== '/api/ready')) {
    throw new TodokuError('not_found', 'This process delivers webhooks; it has no pages and no other API.')
  }
  if (path === '/api/health') return success({})
  if (worker.isRunning()) return success({ worker: 'running' })
  throw new TodokuError('not_ready', 'The worker cannot look for deliveries.')
}

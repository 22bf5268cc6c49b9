import { type Logger, pino } from 'pino'
import type { Settings } from '@/lib/settings.ts'
import type { FaultLog } from './envelope.ts'

export type { Logger }

/** One line of JSON an entry on standard output; never a secret, a body or a raw error of the sender. */
export function makeLogger(settings: Pick<Settings, 'logLevel'>): Logger {
  return pino({ level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}

export function faultLog(logger: Logger): FaultLog {
  return (error, requestId) => logger.error({ err: error, requestId }, 'a request failed through a fault of ours')
}

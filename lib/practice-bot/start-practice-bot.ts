import { type ChildProcess, fork } from 'node:child_process'
import { type ReadyMessage, readyMessage } from './ready-message.ts'

export type PracticeBot = {
  /** `address:port` of its name server. */
  dnsServer: string
  caPem: string
  endpoints: string[]
  urls: Record<string, string>
  braze: ReadyMessage['braze']
  /** Ends the process and waits for it. */
  stop(): Promise<void>
  /** The exit code, null after a signal; settles whenever the process ends. */
  exited: Promise<number | null>
}

const READY_LIMIT_MS = 20_000

/**
 * Starts the practice bot in a process of its own and waits until it listens.
 * @param entryFile the bundle of main.ts, `dist/practice-bot.js`
 * @throws Error when it ends or says nothing within 20 s.
 */
export async function startPracticeBot(entryFile: string): Promise<PracticeBot> {
  // An environment of its own: the bot needs none of our secrets.
  const child = fork(entryFile, [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: { NODE_ENV: 'production' },
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    const { dnsServer, caPem, endpoints, urls, braze } = readyMessage.parse(await firstMessage(child))
    return { dnsServer, caPem, endpoints, urls, braze, exited, stop: () => stop(child, exited) }
  } catch (error) {
    await stop(child, exited)
    throw error
  }
}

function firstMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the practice bot ${why}`))
    const timer = setTimeout(fail, READY_LIMIT_MS, 'did not get ready')
    child.once('message', (message) => {
      clearTimeout(timer)
      resolve(message)
    })
    child.once('error', (error) => fail(`could not be started: ${error.message}`))
    child.once('exit', (code) => fail(`ended with ${code}`))
  })
}

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    child.kill('SIGTERM')
    await exited
  }
}

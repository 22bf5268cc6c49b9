import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from './run-command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const startLimitMs = 30_000

/** A server of the production build with a DATA_DIR of its own, in a process of its own. */
export interface TestServer {
  baseUrl: string
  /** The link that makes the first administrator; null when there is one. */
  setUpUrl: string | null
  dataDir: string
  /** What the server was started with; for command lines beside it. */
  env: Environment
  /** Everything that the server printed since it was last started. */
  output(): string
  /** `key create` with these arguments, for example `['--name', 'test', '--instance']`; answers the key. */
  createKey(args: string[]): Promise<string>
  /** The command line beside the server. */
  todoku(args: string[]): Promise<{ code: number; stdout: string; stderr: string }>
  /** SIGTERM, wait for its end, remove DATA_DIR if it was made here; answers the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL and wait for its end; DATA_DIR stays as it is. */
  kill9(): Promise<void>
  /** Starts it again on the same port and DATA_DIR, after SIGTERM if it still runs. */
  restart(): Promise<void>
}

/**
 * Starts `scripts/serve.js` and waits until it is ready. The production build must have been made (`npm test` does).
 * @param options.env more environment; `PORT` is a free one unless given
 * @param options.dataDir a folder to use and keep; else a new one that `stop` removes
 * @throws Error with the server's output when it ends or is not ready within 30 s
 */
export async function startServer(options: { env?: Environment; dataDir?: string } = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'todoku-test-')))
  const { PATH, HOME } = process.env
  const env: Environment = { PATH, HOME, DATA_DIR: dataDir, PORT: '0', ...options.env }
  let running = await launch(env)
  const server: TestServer = {
    baseUrl: running.baseUrl,
    setUpUrl: running.setUpUrl,
    dataDir,
    env,
    output: () => running.output(),
    todoku: (args) => runTodoku(args, env),
    async createKey(args) {
      const { code, stdout, stderr } = await runTodoku(['key', 'create', ...args], env)
      if (code !== 0) throw new Error(`key create ended with ${code}: ${stderr}`)
      return stdout.trim()
    },
    async stop() {
      const code = await end(running.child, 'SIGTERM')
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
      return code
    },
    async kill9() {
      await end(running.child, 'SIGKILL')
    },
    async restart() {
      await end(running.child, 'SIGTERM')
      env.PORT = new URL(server.baseUrl).port
      running = await launch(env)
      server.setUpUrl = running.setUpUrl
    },
  }
  return server
}

async function launch(env: Environment) {
  const child = spawn(process.execPath, ['scripts/serve.js'], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`The server ${what}:\n${output}`))
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`was not ready within ${startLimitMs} ms`)
    }, startLimitMs)
    const read = (chunk: Buffer) => {
      output += chunk
      // The line about the first administrator, if any, is written together with this one.
      if (!/^Todoku is ready: .*\n/m.test(output)) return
      clearTimeout(limit)
      resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(limit)
      fail(`ended with ${code}`)
    })
  })
  await ready
  const baseUrl = /^Todoku is ready: (\S+)$/m.exec(output)?.[1]
  if (!baseUrl) throw new Error(`The server named no URL:\n${output}`)
  const setUpUrl = /^Set up the first administrator: (\S+)$/m.exec(output)?.[1] ?? null
  return { child, baseUrl, setUpUrl, output: () => output }
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill(signal)
  })
}

function runTodoku(args: string[], env: Environment): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['dist/todoku.js', ...args],
      { cwd: root, env: { ...env, NODE_ENV: 'production' } },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr })
      },
    )
  })
}

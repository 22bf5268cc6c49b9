import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { isIPv6 } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSettings } from './bundle.js'
import { lockFolders, prepareDataDir } from './data-dir.js'
import { endWith, StartFailure } from './failure.js'
import { migrate } from './migrate.js'
import { root } from './root.js'
import { setSecurityHeaders } from './security-headers.js'

const drainMs = 3_000
const endMs = 4_800

/**
 * Runs the server until SIGTERM or SIGINT: takes the port first and answers 503, then DATA_DIR, then loads the application.
 * @param {{ say?: (line: string) => void, prepare?: (applied: string[]) => Promise<void> }} [options]
 *   `prepare` is called with port and DATA_DIR taken and the database migrated, before the application is loaded
 * @throws {StartFailure} port_taken, cannot_listen, data_dir_not_writable, data_dir_in_use, migration_failed, database_damaged
 */
export async function serve({ say = console.log, prepare } = {}) {
  const settings = await readSettings()
  let answer = answerStarting
  const server = createServer((request, response) => answer(request, response))
  server.headersTimeout = 15_000
  const port = await listen(server, settings)
  process.env.PORT = String(port)
  process.env.NODE_ENV = 'production'

  const folders = prepareDataDir(settings)
  let runtime
  let unlock
  endOnSignal(server, {
    begin: () => runtime?.worker?.close(),
    async finish() {
      await runtime?.close()
      unlock?.()
    },
  })
  const isWorker = settings.role === 'worker'
  // A worker takes its place when the database is ready for it: until then a web server may migrate.
  if (!isWorker) unlock = lockFolders(folders, settings.role)
  // Not inside the optional call, which would skip it.
  const applied = await migrateFor(settings, folders)
  if (isWorker) unlock = lockFolders(folders, settings.role)
  await prepare?.(applied)
  if (isWorker) {
    const { openWorker } = await import('../dist/worker.js')
    runtime = await openWorker(process.env)
    answer = runtime.answer
    say(`Todoku is ready: ${urlOf(settings.host, port)}\nThis is its worker: it delivers, and has no pages.`)
    return
  }

  const { default: next } = await import('next')
  const app = next({ dev: false, dir: root, hostname: settings.host, port, httpServer: server })
  await app.prepare()
  runtime = globalThis[Symbol.for('todoku')]
  if (!runtime) throw new StartFailure('step_failed', 'The application did not start; what went wrong is said above.')
  await runtime.ready
  const handle = app.getRequestHandler()
  answer = (request, response) => {
    request.headers['x-todoku-client-address'] = clientAddress(request)
    if (runtime.direct(request, response)) return
    setSecurityHeaders(request, response)
    // A page that sends to sign-in says with it where to come back to.
    request.headers['x-todoku-path'] = request.url
    handle(request, response)
  }

  const baseUrl = settings.baseUrl ?? urlOf(settings.host, port)
  const link = await runtime.setUpLink(baseUrl)
  say(`Todoku is ready: ${baseUrl}${link ? `\nSet up the first administrator: ${link}` : ''}`)
}

/** Nobody else may use the database while it is migrated; a worker waits for the web server that does it. */
async function migrateFor({ role, databaseFile }, folders) {
  if (role === 'all') return migrate(databaseFile)
  const other = role === 'web' ? 'worker' : 'web'
  for (let tries = 1; ; tries += 1) {
    try {
      return migrate(databaseFile, { lock: () => lockFolders(folders, other) })
    } catch (error) {
      if (role === 'web' || error.code !== 'data_dir_in_use' || tries === 60) throw error
      await sleep(500)
    }
  }
}

function listen(server, { host, port }) {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }) => {
      const where = `${host} port ${port}`
      reject(
        code === 'EADDRINUSE'
          ? new StartFailure(
              'port_taken',
              `Something else is listening on ${where}. Stop it, or set PORT to another number.`,
            )
          : new StartFailure('cannot_listen', `Todoku cannot listen on ${where} (${code}). Set HOST and PORT.`),
      )
    })
    server.listen(port, host, () => resolve(server.address().port))
  })
}

function answerStarting(request, response) {
  const message = 'Todoku is starting. Try again in a moment.'
  // LINE's own API has no codes of ours, and its own name for the request id.
  const isLine = /^\/v2(?:[/?]|$)/.test(request.url)
  const requestId = { [isLine ? 'x-line-request-id' : 'x-request-id']: randomUUID() }
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'retry-after': '2',
    connection: 'close',
    ...requestId,
  }
  response.writeHead(503, headers)
  response.end(JSON.stringify(isLine ? { message } : { message, code: 'not_ready' }))
}

// Whatever a client sends under this name is replaced; X-Forwarded-For is never believed.
const clientAddress = (request) => (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '')

const anyAddress = new Set(['0.0.0.0', '::', ''])

function urlOf(host, port) {
  const name = anyAddress.has(host) ? '127.0.0.1' : host
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`
}

/** Stops accepting, lets what is in flight finish, closes the rest, ends with 0; a second signal ends at once. */
function endOnSignal(server, { begin, finish }) {
  let ending = false
  const end = async () => {
    if (ending) process.exit(130)
    ending = true
    setTimeout(() => process.exit(1), endMs).unref()
    server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'))
    // What is on the wire gets the same time as those who wait for an answer.
    begin()?.catch(() => {})
    const closed = new Promise((resolve) => server.close(resolve))
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    setTimeout(() => server.closeAllConnections(), drainMs).unref()
    await closed
    clearInterval(idle)
    await finish()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => end().catch(endWith))
}

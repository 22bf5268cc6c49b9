import net, { type AddressInfo } from 'node:net'
import { parentPort, Worker } from 'node:worker_threads'

/** More connections than the accept queue takes (Linux: backlog + 1); from then on SYNs get no answer. */
const FILLERS = 8

/**
 * A port on which connecting never completes: a thread listens and then blocks for ever, so that nothing is accepted,
 * and we fill its queue. `workerFile` is the bundle, whose worker side calls `listenAndBlock`.
 */
export async function startSilentListener(workerFile: URL): Promise<number> {
  const worker = new Worker(workerFile)
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  for (let filler = 0; filler < FILLERS; filler++) holdConnection(port)
  await queueIsFull(port)
  return port
}

/** The worker's side. */
export function listenAndBlock(): void {
  const server = net.createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort?.postMessage((server.address() as AddressInfo).port)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
}

/** A connection that waits in the queue; one that found no room tries again for as long as we run. */
function holdConnection(port: number): void {
  const socket = net.connect(port, '127.0.0.1')
  socket.on('error', () => setTimeout(holdConnection, 1_000, port).unref())
}

/**
 * Waits until a new connection stays unanswered.
 * @throws Error where the system answers whatever it is.
 */
async function queueIsFull(port: number, probesLeft = 50): Promise<void> {
  if (probesLeft === 0) throw new Error('this system answers connections for which a queue has no room')
  const answered = await new Promise<boolean>((resolve) => {
    const probe = net.connect(port, '127.0.0.1', () => resolve(true))
    probe.on('error', () => resolve(true))
    setTimeout(() => resolve(false), 100)
  })
  if (answered) await queueIsFull(port, probesLeft - 1)
}

import net from 'node:net'
import { AttemptFault, codeOf, isOurFault } from './attempt-fault.ts'
import { startDeadline } from './deadline.ts'

/** After this long without an answer the next address is tried as well (RFC 8305, section 5). */
const NEXT_ADDRESS_MS = 250

/**
 * Connects to the first of the addresses that answers. They are tried in order by ourselves: Node's own way of it
 * reports a false time-out when one address is silent and another refuses.
 * @throws AttemptFault in phase tcp; `ETIMEDOUT` when an address was still silent after `limitMs`.
 */
export function connectTcp(addresses: readonly string[], port: number, limitMs: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const waiting = [...addresses]
    const sockets = new Set<net.Socket>()
    let firstFault: Error | null = null
    let next: NodeJS.Timeout | undefined

    const finish = (winner: net.Socket | null, fault: Error | null) => {
      deadline.cancel()
      clearTimeout(next)
      for (const socket of sockets) if (socket !== winner) socket.destroy()
      sockets.clear()
      waiting.length = 0
      if (winner) resolve(winner)
      else reject(fault ?? new AttemptFault('ETIMEDOUT', 'tcp'))
    }
    const tryNext = () => {
      clearTimeout(next)
      const host = waiting.shift()
      if (host === undefined) {
        if (sockets.size === 0) finish(null, firstFault)
        return
      }
      const socket = net.connect({ host, port, noDelay: true, autoSelectFamily: false })
      sockets.add(socket)
      socket.on('error', (error) => {
        if (!sockets.delete(socket)) return
        const code = codeOf(error)
        firstFault ??= isOurFault(code) ? error : new AttemptFault(code, 'tcp')
        tryNext()
      })
      socket.once('connect', () => sockets.has(socket) && finish(socket, null))
      next = setTimeout(tryNext, NEXT_ADDRESS_MS)
    }
    const deadline = startDeadline(limitMs, () => finish(null, null))
    tryNext()
  })
}

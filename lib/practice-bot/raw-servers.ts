import net, { type AddressInfo, type Socket } from 'node:net'

/** Misbehaviour on the bare socket, before or instead of TLS, by practice case. */
const RAW: Record<string, (socket: Socket) => void> = {
  'closed-on-accept': (socket) => socket.end(),
  'closed-in-handshake': (socket) => socket.once('data', () => socket.end()),
  'reset-in-handshake': (socket) => socket.once('data', () => socket.resetAndDestroy()),
  'stalled-handshake': (socket) => socket.resume(),
  'plain-http': (socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')),
  'smtp-banner': (socket) => socket.write('220 mail.practice.test ESMTP\r\n'),
  'ssh-banner': (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
}

/** Starts a server for each; answers with the port of each case. */
export async function startRawServers(): Promise<Record<string, number>> {
  const ports: Record<string, number> = {}
  for (const [id, behave] of Object.entries(RAW)) {
    const server = net.createServer((socket) => {
      socket.on('error', () => socket.destroy())
      behave(socket)
    })
    ports[id] = await listenOnLoopback(server)
  }
  return ports
}

/** @returns the port that the system chose. */
export function listenOnLoopback(server: net.Server, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/**
 * A port that refuses. The local end of a connection to ourselves holds it, so that nobody can listen there.
 */
export async function holdRefusingPort(): Promise<number> {
  const port = await listenOnLoopback(net.createServer((socket) => socket.resume()))
  return new Promise((resolve, reject) => {
    const holder = net.connect(port, '127.0.0.1', () => resolve(holder.localPort ?? 0))
    holder.once('error', reject)
  })
}

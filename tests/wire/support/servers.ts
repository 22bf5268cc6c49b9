import { createSocket } from 'node:dgram'
import http from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import { type Answer, decode, encode, TRUNCATED_RESPONSE } from 'dns-packet'
import { onTestFinished } from 'vitest'

/** A TCP server on loopback for as long as the test runs. */
export async function listenTcp(onSocket: (socket: Socket) => void, host = '127.0.0.1') {
  const sockets = new Set<Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

/** An HTTP server on loopback that answers what `respond` does with it. */
export async function listenHttp(respond: http.RequestListener) {
  const server = http.createServer(respond)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook` }
}

/** A server that reads the head of a request and then writes these bytes, whatever they are. */
export async function listenRaw(bytes: string | Buffer, after: (socket: Socket) => void = (socket) => socket.end()) {
  const port = await listenTcp((socket) => {
    socket.once('data', () => socket.write(bytes, () => after(socket)))
  })
  return `http://127.0.0.1:${port}/webhook`
}

/** Records, nothing at all, an answer to another question, or "ask again by TCP". */
export type Zone = (name: string, type: string, nth: number) => Answer[] | 'silence' | 'wrong-id' | 'truncated'

/** A name server on loopback; `nth` counts the questions of one name and type from 0. */
export async function listenDns(zone: Zone): Promise<string> {
  const asked = new Map<string, number>()
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const query = decode(message)
    const question = query.questions?.[0]
    if (question === undefined) return
    const nth = asked.get(question.name + question.type) ?? 0
    asked.set(question.name + question.type, nth + 1)
    const answers = zone(question.name, question.type, nth)
    if (answers === 'silence') return
    const id = (query.id ?? 0) ^ (answers === 'wrong-id' ? 1 : 0)
    const flags = answers === 'truncated' ? TRUNCATED_RESPONSE : 0
    const records = typeof answers === 'string' ? [] : answers
    socket.send(encode({ type: 'response', id, flags, questions: [question], answers: records }), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  return `127.0.0.1:${socket.address().port}`
}

export const a = (name: string, data: string): Answer => ({ type: 'A', name, ttl: 0, data })
export const aaaa = (name: string, data: string): Answer => ({ type: 'AAAA', name, ttl: 0, data })

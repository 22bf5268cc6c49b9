// A process of its own: answers every request with 200 and `{}`, over HTTP/1.1, plain and with TLS.
import net, { type AddressInfo, type Socket } from 'node:net'
import tls from 'node:tls'
import { makeCertificates } from '@/lib/practice-bot/certificates.ts'
import { startNameServer } from '@/lib/practice-bot/name-server.ts'

/** `bot.bench.test` is this machine for the name server. */
export type Receiver = { http: number; https: number; caPem: string; dnsServer: string }

const DOMAIN = 'bench.test'
const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}'
const HEAD_END = '\r\n\r\n'

/** Knows no more of HTTP than it must, so that it is the sender who is measured. */
function answer(socket: Socket): void {
  let unread = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    unread += chunk.toString('latin1')
    for (;;) {
      const headEnd = unread.indexOf(HEAD_END)
      if (headEnd < 0) return
      const length = Number(/content-length: (\d+)/i.exec(unread.slice(0, headEnd))?.[1] ?? 0)
      const end = headEnd + HEAD_END.length + length
      if (unread.length < end) return
      unread = unread.slice(end)
      socket.write(ANSWER)
    }
  })
}

const certificates = await makeCertificates(DOMAIN)
const servers = [net.createServer({ noDelay: true }, answer), tls.createServer({ ...certificates.good }, answer)]
const [http = 0, https = 0] = await Promise.all(
  servers.map(async (server) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }),
)
const dnsServer = await startNameServer(DOMAIN)
process.send?.({ http, https, caPem: certificates.caPem, dnsServer } satisfies Receiver)
process.once('disconnect', () => process.exit(0))

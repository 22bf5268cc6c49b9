// A process of its own: the gateway before a database on disk, and beside it a server that only reads and answers.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeAuth } from '@/lib/access/make-auth.ts'
import { acceptDelivery } from '@/lib/commands/accept-delivery.ts'
import { createChannel } from '@/lib/commands/create-channel.ts'
import { makeBrazeGateway } from '@/lib/direct/braze-gateway.ts'
import { makeGateway } from '@/lib/direct/gateway.ts'
import { makeDirect } from '@/lib/direct/make-direct.ts'
import { makeRequestLimits } from '@/lib/http/request-limits.ts'
import { openStorage } from '@/lib/storage/open-storage.ts'

export type GatewayServer = { bare: string; gateway: string; path: string; channelSecret: string }

const [databaseFile = ''] = process.argv.slice(2)
const now = Date.now
const secretKey = Buffer.alloc(32)
const storage = await openStorage({ databaseFile, now, secretKey })
const ctx = { storage, now }
const channelSecret = 'bench-bench-bench'
const wanted = {
  name: 'bench',
  kind: 'line',
  useWebhook: true,
  webhookUrl: 'https://bot.example/',
  channelSecret,
} as const
const { channel } = await createChannel(ctx, { kind: 'system' }, wanted)
const log = (error: unknown) => console.error(error)
const gateway = makeGateway({
  ...ctx,
  log,
  sending: {
    accept: (actor, channel, delivery) => acceptDelivery(ctx, actor, channel, delivery),
    passOn: async () => {},
  },
})
const auth = makeAuth({ storage, secretKey, baseUrl: null, now })
const brazeGateway = makeBrazeGateway({
  ...ctx,
  auth,
  sending: { call: () => Promise.reject(new Error('Nothing is passed on here.')) },
})
const requestLimits = makeRequestLimits(1_000_000, now)
const direct = makeDirect({ ...ctx, auth, requestLimits, baseUrl: null, gateway, brazeGateway, metrics: null, log })

const servers = [
  createServer((request, response) => {
    request.resume()
    request.on('end', () => response.end('{"message":"success"}'))
  }),
  createServer((request, response) => void direct(request, response)),
]
const [bare = '', own = ''] = await Promise.all(
  servers.map(async (server) => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }),
)
process.send?.({ bare, gateway: own, path: `/in/${channel.id}`, channelSecret } satisfies GatewayServer)
process.once('disconnect', () => process.exit(0))

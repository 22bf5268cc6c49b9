import { type BrowserContext, request } from '@playwright/test'
import { ADMINISTRATOR } from '../e2e/console-server.ts'
import { call } from '../e2e/simulated-night.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import type { Place } from './state.ts'

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

/** What a worker of the gallery knows of a server: where it is, who is signed in there, what its seed is called. */
export type Known = { baseUrl: string; signedIn: StorageState; ids: Record<string, string>; key: string }

/** The same with hands: asks the API with a key that may do everything. */
export type Opened = Known & { call(method: string, path: string, body?: unknown): Promise<unknown> }
export type Stage = Record<Place, Opened>

/**
 * A server that is open to bots on loopback.
 * @param options.administrator false: nobody, not even an API key, can come in
 * @param options.withKey false: nobody has made a key
 */
export async function openPlace({
  administrator = true,
  withKey = true,
  env = {},
}: {
  administrator?: boolean
  withKey?: boolean
  env?: Record<string, string>
} = {}): Promise<{ server: TestServer; known: Known }> {
  const server = await startServer({
    env: {
      ...(administrator
        ? { TODOKU_ADMIN_EMAIL: ADMINISTRATOR.email, TODOKU_ADMIN_PASSWORD: ADMINISTRATOR.password }
        : {}),
      WEBHOOK_ALLOW_HTTP: '1',
      WEBHOOK_ALLOW_CIDRS: '127.0.0.0/8',
      ...env,
    },
  })
  const known: Known = {
    baseUrl: server.baseUrl,
    key: withKey ? await server.createKey(['--name', '監視', '--instance']) : '',
    ids: {},
    signedIn: administrator ? await signInAt(server) : { cookies: [], origins: [] },
  }
  return { server, known }
}

async function signInAt(server: TestServer): Promise<StorageState> {
  const visitor = await request.newContext()
  const answer = await visitor.post(`${server.baseUrl}/api/auth/sign-in/email`, {
    data: ADMINISTRATOR,
    headers: { origin: server.baseUrl },
  })
  if (!answer.ok()) throw new Error(`nobody could sign in: ${answer.status()} ${await answer.text()}`)
  const state = await visitor.storageState()
  await visitor.dispose()
  return state
}

/** Workers are processes of their own: what they must know goes through the environment. */
const VARIABLE = 'TODOKU_GALLERY_STAGE'

export function handOver(stage: Record<Place, Known>): void {
  process.env[VARIABLE] = JSON.stringify(stage)
}

export function takeOver(): Stage {
  const known = JSON.parse(process.env[VARIABLE] ?? '{}') as Record<Place, Known>
  const open = (place: Known): Opened => ({
    ...place,
    call: (method, path, body) => call({ baseUrl: place.baseUrl }, place.key, method, path, body),
  })
  return Object.fromEntries(Object.entries(known).map(([name, place]) => [name, open(place)])) as Stage
}

/** An address of a state, with what the seed of its place calls `{…}`. @throws Error for a name that no seed gave */
export function addressOf({ baseUrl, ids }: Known, path: string): string {
  const named = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = ids[name]
    if (value === undefined) throw new Error(`no seed is called ${name}`)
    return value
  })
  return new URL(named, baseUrl).href
}

import { call } from '../e2e/simulated-night.ts'
import type { TestServer } from '../support/start-server.ts'

type Attempts = {
  attempts: { id: string; outcome: { cause: string | null; detail: string | null; status: number | null } }[]
}

/** Starts a practice run, whose attempts have all that a sender sees. @returns what waits for its end, and names its attempts */
export async function startPractice(server: TestServer, key: string): Promise<() => Promise<Record<string, string>>> {
  type Started = { channel: { id: string; webhookUrl: string } }
  const { channel } = (await call(server, key, 'POST', '/api/v1/practice', { name: '練習ボット' })) as Started
  const path = `/api/v1/channels/${channel.id}`
  return async () => {
    await untilOver(server, key)
    const expired = channel.webhookUrl.replace(/\/\/[^.]+\./, '//certificate-expired.')
    const refused = (await call(server, key, 'POST', `${path}/verify`, { webhookUrl: expired })) as {
      attempt: { id: string }
    }
    const first = async (query: string) => {
      const { attempts } = (await call(server, key, 'GET', `${path}/attempts?limit=1&${query}`)) as Attempts
      if (attempts[0] === undefined) throw new Error(`practice has no attempt of ${query}`)
      return attempts[0].id
    }
    return {
      practice: channel.id,
      refused: refused.attempt.id,
      tls: await first('purpose=delivery&detail=TLS%20handshake%20failure'),
      timeout: await first('cause=request_timeout'),
      status: await first('statusClass=5xx'),
      arrived: await first('state=delivered'),
    }
  }
}

async function untilOver(server: TestServer, key: string): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const { run } = (await call(server, key, 'GET', '/api/v1/practice')) as { run: { state: string } | null }
    if (run?.state !== 'running') return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the practice run did not end')
}

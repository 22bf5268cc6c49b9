import { expect, it, onTestFinished } from 'vitest'
import { startServer } from '../support/start-server.ts'

it('a page runs only scripts with the nonce of its answer, which no client can choose', async () => {
  const server = await startServer()
  onTestFinished(async () => void (await server.stop()))
  const chosen = "script-src 'nonce-chosenByTheClient'"
  const load = async () => {
    const answer = await fetch(`${server.baseUrl}/sign-in`, { headers: { 'content-security-policy': chosen } })
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const nonce = /script-src 'self' 'nonce-([^']{24})' 'strict-dynamic'/.exec(policy)?.[1]
    const scripts = (await answer.text()).match(/<script[^>]*>/g) ?? []
    return { nonce, scripts }
  }
  const first = await load()
  const second = await load()
  expect(first.scripts.length).toBeGreaterThan(2)
  for (const script of first.scripts) expect(script).toContain(`nonce="${first.nonce}"`)
  expect(first.nonce).not.toBe(second.nonce)
})

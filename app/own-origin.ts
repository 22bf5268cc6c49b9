import { headers } from 'next/headers'
import { getRuntime } from '@/lib/runtime.ts'

/** Where the outside reaches this server: BASE_URL, else the host that the reader's browser asked for. */
export async function ownOrigin(): Promise<string> {
  const { baseUrl } = getRuntime().settings
  if (baseUrl !== null) return baseUrl
  const sent = await headers()
  return `${sent.get('x-forwarded-proto') ?? 'http'}://${sent.get('host') ?? 'localhost'}`
}

import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { palettePlaces } from '@/components/panels/palette-places.ts'
import { currentActor } from '@/lib/access/current-actor.ts'
import { findById } from '@/lib/reports/find-by-id.ts'
import { listChannels } from '@/lib/reports/list-channels.ts'
import { getRuntime } from '@/lib/runtime.ts'

const LONGEST_ID = 128

/** What the palette reaches; with `?id=`, what that id belongs to. For the console's own pages, with their session. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor(await headers())
  if (actor === null) return new Response(null, { status: 401 })
  const { storage } = getRuntime()
  const ctx = { storage, now: Date.now }
  const id = new URL(request.url).searchParams.get('id')
  const answer =
    id === null
      ? await palettePlaces(await listChannels(ctx, actor), await getLocale())
      : { found: id.length > LONGEST_ID ? [] : await findById(ctx, actor, id) }
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } })
}

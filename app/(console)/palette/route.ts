import { getLocale } from 'next-intl/server'
import { asActor, routes } from '@/app/api/answer.ts'
import { palettePlaces } from '@/components/panels/palette-places.ts'
import { success } from '@/lib/http/envelope.ts'
import { findById } from '@/lib/reports/find-by-id.ts'
import { listChannels } from '@/lib/reports/list-channels.ts'

const LONGEST_ID = 128

/**
 * What the palette reaches; with `?id=`, what that id belongs to. For the console's own pages, in the reader's language, and
 * so no operation of the API.
 */
export const { GET, POST, PUT, PATCH, DELETE } = routes({
  GET: asActor(async ({ request, runtime, actor }) => {
    const id = new URL(request.url).searchParams.get('id')
    if (id !== null) return success({ found: id.length > LONGEST_ID ? [] : await findById(runtime, actor, id) })
    return success({ ...(await palettePlaces(await listChannels(runtime, actor), await getLocale())) })
  }),
})

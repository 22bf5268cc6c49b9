import { expect, it } from 'vitest'
import { viewAddress } from '@/components/ui/shown-view.ts'

const view = { fromMs: Date.UTC(2026, 10, 21, 3), toMs: Date.UTC(2026, 10, 22, 3), isMoving: true }
const here = 'https://todoku.example/channels/c1/attempts?range=24h&cause=request_timeout&cursor=abc.def'

it('a link to be kept has the exact range, and all else as it was', () => {
  expect(viewAddress('exact', here, { ...view, cursor: 'xyz.def' })).toBe(
    'https://todoku.example/channels/c1/attempts?cause=request_timeout&cursor=xyz.def&from=2026-11-21T03%3A00%3A00.000Z&to=2026-11-22T03%3A00%3A00.000Z',
  )
})

it('a link that moves, and one of a page without a range, is the address', () => {
  expect(viewAddress('moving', here, view)).toBe(here)
  expect(viewAddress('exact', here, null)).toBe(here)
})

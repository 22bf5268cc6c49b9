import { describe, expect, it } from 'vitest'
import { type ChannelPage, carriedSearch } from '@/components/filters/carry-view.ts'

const carried = (to: ChannelPage, from: string) => carriedSearch(to, new URLSearchParams(from))

describe('what a link to another page of a channel says', () => {
  it('is the range that is shown, wherever one is', () => {
    for (const page of ['statistics', 'webhook-errors', 'deliveries', 'attempts'] as const) {
      expect(carried(page, 'range=7d')).toBe('?range=7d')
      const exact = carried(page, 'from=2026-11-20T15:00:00.000Z&to=2026-11-21T15:00:00.000Z')
      expect(Object.fromEntries(new URLSearchParams(exact))).toEqual({
        from: '2026-11-20T15:00:00.000Z',
        to: '2026-11-21T15:00:00.000Z',
      })
    }
  })

  it('is nothing where the address says nothing, and where there is no range', () => {
    expect(carried('attempts', '')).toBe('')
    expect(carried('settings', 'range=7d&zone=UTC&cause=request_timeout')).toBe('')
    expect(carried('sends', 'range=7d&campaign=spring')).toBe('?campaign=spring')
  })

  it('leaves out what the other page does not know, and where in a list one was', () => {
    const all = 'range=7d&zone=UTC&compare=previous&cause=request_timeout&detail=Request+timeout&send=a&campaign=b'
    expect(carried('statistics', all)).toBe(`?${all}`)
    expect(carried('attempts', all)).toBe(`?${all.replace('compare=previous&', '')}`)
    expect(carried('deliveries', all)).toBe('?range=7d&zone=UTC&send=a&campaign=b')
    // Its clock is always LINE's.
    expect(carried('webhook-errors', all)).toBe('?range=7d&cause=request_timeout&detail=Request+timeout')
    const place = 'cursor=x&attempt=y&event=z&state=failed&purpose=delivery&reason=503&kind=deliveries&view=table'
    expect(carried('attempts', `range=1h&${place}`)).toBe('?range=1h')
    expect(carried('statistics', `range=1h&${place}`)).toBe('?range=1h')
  })

  it('asks the attempts of a class of statuses by their own filter, and others not at all', () => {
    const fives = 'cause=error_status_code&detail=5XX'
    expect(carried('statistics', fives)).toBe(`?${fives}`)
    expect(carried('attempts', fives)).toBe('?cause=error_status_code&status=5xx')
    expect(carried('webhook-errors', fives)).toBe('?cause=error_status_code')
  })
})

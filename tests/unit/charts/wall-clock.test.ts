import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOfWallText, wallText } from '@/lib/charts/wall-clock.ts'

describe('wall clock', () => {
  it("reads and writes the zone's clock", () => {
    const at = Date.parse('2026-11-21T03:15:00+09:00')
    expect(wallText(at, 'Asia/Tokyo')).toBe('2026-11-21T03:15')
    expect(instantOfWallText('2026-11-21T03:15', 'Asia/Tokyo')).toBe(at)
    expect(wallText(at, 'UTC')).toBe('2026-11-20T18:15')
  })

  it.each(['', '2026-11-21', 'tomorrow', '2026-13-40T99:99'])('refuses %j', (text) => {
    expect(instantOfWallText(text, 'Asia/Tokyo')).toBeNull()
  })

  it('comes back to the same minute in every zone', () => {
    const zone = fc.constantFrom('Asia/Tokyo', 'UTC', 'Asia/Kathmandu', 'America/St_Johns')
    const minute = fc.integer({ min: Date.UTC(2020) / 60_000, max: Date.UTC(2030) / 60_000 })
    fc.assert(
      fc.property(zone, minute, (name, minutes) => {
        const text = wallText(minutes * 60_000, name)
        expect(wallText(instantOfWallText(text, name) ?? 0, name)).toBe(text)
      }),
    )
  })
})

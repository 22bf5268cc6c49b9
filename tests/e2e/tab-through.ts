import type { Page } from '@playwright/test'

/** More than any page has before its lists begin to repeat themselves. */
const MOST = 60

type Stop = { name: string; place: number; trouble: string | null }

/**
 * Goes through a page with Tab alone, to its end or for 60 stops. Answers what a reader without a mouse would stumble
 * over: a stop that cannot be seen, that does not show that it is one, or that lets nobody go on.
 */
export async function tabThrough(page: Page): Promise<string[]> {
  const troubles: string[] = []
  let before: Stop | null = null
  for (let stops = 0; stops < MOST; stops += 1) {
    await page.keyboard.press('Tab')
    const stop: Stop | null = await page.evaluate(readStop)
    if (stop === null) break
    if (stop.trouble !== null) troubles.push(`${stop.name}: ${stop.trouble}`)
    if (stop.place === before?.place) return [...troubles, `${stop.name}: Tab does not leave it`]
    before = stop
  }
  if (before === null) troubles.push('Tab reaches nothing')
  return troubles
}

/** In the page: where the focus is; null when it has left the page. */
function readStop(): Stop | null {
  const at = document.activeElement
  if (at === null || at === document.body) return null
  const name = `${at.tagName.toLowerCase()} "${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}"`
  const place = [...document.querySelectorAll('*')].indexOf(at)
  const shows = (element: Element | null) => {
    if (element === null) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  }
  // What is drawn in the place of a small control, as a row or a card is, shows the focus of it.
  const drawn = [at, at.parentElement, at.parentElement?.parentElement ?? null, at.closest('li, tr, label')]
  if (!drawn.some(shows)) return { name, place, trouble: 'it does not show that it is focused' }
  const { top, bottom, left, right, width, height } = at.getBoundingClientRect()
  const isHere = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0
  return { name, place, trouble: isHere ? null : 'it is focused out of sight' }
}

import type { Page } from '@playwright/test'
import type { Find } from './state.ts'

type Role = Parameters<Page['getByRole']>[0]

/** Presses the first button (or what else has that role) of this name that can be seen. */
export const press =
  (key: string, role: Role = 'button') =>
  (page: Page, t: Find) =>
    seen(page, key, t, role).click()

/** The same in the open dialog, behind which there may be a button of this name too. */
export const pressInDialog = (key: string) => (page: Page, t: Find) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: t(key) })
    .click()

/** Writes into the field of this label. */
export const fill = (key: string, text: string) => (page: Page, t: Find) =>
  page.getByLabel(t(key)).filter({ visible: true }).first().fill(text)

export const keys =
  (...pressed: string[]) =>
  async (page: Page) => {
    for (const key of pressed) await page.keyboard.press(key)
  }

/** One after another. */
export const inTurn =
  (...acts: ((page: Page, t: Find) => Promise<unknown>)[]) =>
  async (page: Page, t: Find) => {
    for (const act of acts) await act(page, t)
  }

/** Waits until this text is there. */
export const until = (key: string) => (page: Page, t: Find) =>
  page.getByText(t(key)).filter({ visible: true }).first().waitFor()

export const untilDialog = (page: Page) => page.getByRole('dialog').filter({ visible: true }).first().waitFor()

/** The chart's plot, once it is drawn. */
export const chart = (page: Page) => page.getByRole('slider').first()

/** The pointer rests on the chart at this share of its width. */
export const hoverChart = (share: number) => async (page: Page) => {
  const box = await chart(page).boundingBox()
  if (box === null) throw new Error('the chart has no place')
  await page.mouse.move(box.x + box.width * share, box.y + box.height / 3)
}

const seen = (page: Page, key: string, t: Find, role: Role) =>
  page
    .getByRole(role, { name: t(key) })
    .filter({ visible: true })
    .first()

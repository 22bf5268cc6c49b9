import type { Page } from '@playwright/test'
import type { Stage } from './stage.ts'

/**
 * The servers of the gallery, each with data of its own (`stage.ts`):
 * `full` everything that can be; `fresh` an administrator and nothing else; `door` not even that; `crowd` 300 channels;
 * `broken` some of its tables are gone; `down` nobody's session can be looked up.
 */
export const PLACES = ['full', 'fresh', 'door', 'crowd', 'broken', 'down'] as const
export type Place = (typeof PLACES)[number]

/** Finds a text of lib/i18n in the language of the picture: `t('settings.deleteOpen')`; what it is given goes in for `{…}`. */
export type Find = (key: string) => RegExp

export interface State {
  /** Kebab-case; the name of its pictures. */
  name: string
  /** In `{…}` what the place's seed calls it: `/channels/{night}/statistics`. */
  path: string
  /** `full` unless told otherwise. */
  place?: Place
  /** No one is signed in. */
  signedOut?: true
  /** What is done before a picture of each look, once the page is there: a menu opened, a form sent. */
  act?: (page: Page, t: Find) => Promise<unknown>
  /** Done once, before all of its pictures; what it answers is done after them. */
  prepare?: (stage: Stage) => Promise<() => unknown>
  /** Only what a screen shows of it, as where something lies over the page. Else the whole page. */
  screenOnly?: true
  /** `phone`: what opens on a phone only, `wide`: what a phone does not have. */
  only?: 'phone' | 'wide'
  /** Also at 360 and 2,560 px. */
  everyWidth?: true
  /** As it is printed. */
  print?: true
  /** The page answers that there is no such page, or that it failed. */
  isNoPage?: true
}

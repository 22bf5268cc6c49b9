import { expect, test } from 'vitest'
import { STATES } from '../../gallery/states.ts'
import { appPages, pageOf } from '../../support/app-pages.ts'

const pages = appPages()
const shown = new Map(STATES.map(({ name, path }) => [name, pageOf(path.replace('{setUp}', '/set-up'), pages)]))

test('the folders of app name the pages', () => {
  expect(pages).toContain('/')
  expect(pages).toContain('/sign-in')
  expect(pages).toContain('/channels/[id]/deliveries/runs/[runId]')
  expect(pageOf('/channels/new', pages)).toBe('/channels/new')
  expect(pageOf('/channels/a/deliveries/new?x=1', pages)).toBe('/channels/[id]/deliveries/new')
  expect(pageOf('/channels/a/deliveries/b', pages)).toBe('/channels/[id]/deliveries/[deliveryId]')
  expect(pageOf('/channels/a/b/c/d/e', pages)).toBeNull()
})

test('the gallery shows every page that there is, and no other', () => {
  expect(pages.filter((page) => ![...shown.values()].includes(page))).toEqual([])
  expect([...shown].filter(([, page]) => page === null)).toEqual([])
})

test('each state has a name of its own that can be a file’s', () => {
  const names = STATES.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([])
})

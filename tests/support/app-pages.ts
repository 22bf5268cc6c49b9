import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const app = fileURLToPath(new URL('../../app', import.meta.url))

/** Every page that there is, from the folders of `app` themselves: `/`, `/channels/[id]/attempts`, … sorted. */
export function appPages(): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replace(/(^|\/)page\.tsx$/, '')}`.replaceAll(/\/\([^/]+\)/g, '') || '/')
    .sort()
}

/**
 * The page that answers an address, as Next would choose it: a folder of that name before one in brackets.
 * @param path without its origin; a query is left out of account
 * @returns one of `pages`, or null
 */
export function pageOf(path: string, pages: readonly string[]): string | null {
  const parts = new URL(path, 'http://localhost').pathname.split('/')
  const fits = (names: string[]) =>
    names.length === parts.length && names.every((name, at) => name === parts[at] || (name[0] === '[' && parts[at]))
  const fitting = pages.filter((page) => fits(page.split('/')))
  const brackets = (page: string) => page.split('[').length
  return fitting.sort((one, other) => brackets(one) - brackets(other))[0] ?? null
}

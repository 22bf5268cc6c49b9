import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'

/** What a menu saved: the file's name, its columns in their order, and its rows by them. */
export type Saved = { name: string; columns: string[]; rows: Record<string, string>[] }

/** Opens the menu that is called `menu`, takes `choice` (such as "CSV 表計算ソフト用") and reads the file. */
export async function saveTable(page: Page, menu: string, choice: string | RegExp): Promise<Saved> {
  await page.getByRole('button', { name: menu, exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('group', { name: menu, exact: true }).getByRole('link', { name: choice }).click()
  const file = await download
  expect(await file.failure()).toBeNull()
  const name = file.suggestedFilename()
  const text = await readFile(await file.path(), 'utf8')
  expect(text.startsWith('\ufeff')).toBe(name.endsWith('.csv'))
  const lines: string[][] = parse(text, { bom: true, delimiter: name.endsWith('.tsv') ? '\t' : ',' })
  const [columns = [], ...rows] = lines
  return {
    name,
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, n) => [column, row[n] ?? '']))),
  }
}

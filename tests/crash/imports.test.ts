import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '@/lib/domain/statistics/zone-days.ts'
import { type Api, startApi } from '../api/support/api.ts'
import { type ConsoleTable, consoleTable } from './console-table.ts'

/** So many of them have to fall inside an import. */
const KILLS = 10
const ROWS = 6_000
const DAYS_OF_A_FILE = 4
/** So much in the write-ahead log is nothing but an import being committed. */
const COMMIT_BYTES = 64 * 1024

let api: Api
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api?.server.stop())

type Counts = { rows: number; errors: number }
type Answer = { status: number; body: { import?: Counts; preview: Counts & { leftOut: Record<string, number> } } }

it(`${KILLS} times kill -9 inside an import: it is there as a whole or not at all, and nothing counts twice`, async () => {
  const { id } = await api.channel({ useWebhook: false, errorStatistics: false })
  const path = `/api/v1/channels/${id}`
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const upload = ({ text, name }: ConsoleTable): Promise<Answer> =>
    api.post(`${path}/imports?fileName=${name}`, undefined, {
      raw: text,
      headers: { 'content-type': 'text/tab-separated-values' },
    })
  /** By the list, which says what is stored, and by the statistics, which say what counts. */
  const kept = async ({ name, fromMs, toMs }: ConsoleTable) => {
    const { imports } = (await api.get(`${path}/imports`)).body
    const { data } = (await api.get(`${path}/statistics/errors?from=${fromMs}&to=${toMs}&bucket=1h`)).body
    const own = imports.filter(({ fileName }: { fileName: string }) => fileName === name)
    return { imports: own.map(({ rows, errors }: Counts) => ({ rows, errors })), counted: data.importedErrors }
  }

  let files = 0
  let all = 0
  const nextFile = () => {
    files += 1
    // A day begins at 15:00 UTC on LINE's clock.
    const fromMs = today - 9 * HOUR_MS - (files + 1) * DAYS_OF_A_FILE * DAY_MS
    const file = consoleTable(`file-${files}.tsv`, { fromMs, toMs: fromMs + DAYS_OF_A_FILE * DAY_MS, rows: ROWS })
    all += file.errors
    return file
  }

  let usualMs = 0
  const importWhole = async (file: ConsoleTable) => {
    const beganMs = performance.now()
    expect(await upload(file)).toMatchObject({ status: 201, body: { import: { rows: ROWS, errors: file.errors } } })
    usualMs = performance.now() - beganMs
  }
  await importWhole(nextFile())
  const lost: number[] = []
  const stored: number[] = []
  let answered = 0
  let committing = 0

  for (let inside = 0; inside < KILLS; ) {
    const file = nextFile()
    const before = logBytes()
    const startedMs = performance.now()
    let answer: Answer | null = null
    const ended = upload(file).then(
      (given) => {
        answer = given
      },
      () => {},
    )
    // Every other one waits for the transaction itself, which is a small part of an import.
    if (files % 2 === 0) await sleep(Math.random() * usualMs)
    else while (answer === null && logBytes() < before + COMMIT_BYTES) await nextTurn()
    const afterMs = Math.round(performance.now() - startedMs)
    const grown = logBytes() >= before + COMMIT_BYTES
    const acknowledged: Answer | null = answer
    await api.server.kill9()
    await ended
    await api.server.restart()

    const { imports, counted } = await kept(file)
    const isThere = imports.length > 0
    expect({ imports, counted }).toEqual(isThere ? allOf(file) : NOTHING)
    if (acknowledged === null) {
      inside += 1
      if (grown) committing += 1
      ;(isThere ? stored : lost).push(afterMs)
    } else {
      answered += 1
      expect(isThere).toBe(true)
    }
    if (isThere) {
      const again = await upload(file)
      expect(again.status).toBe(200)
      expect(again.body).not.toHaveProperty('import')
      expect(again.body.preview).toMatchObject({ rows: 0, errors: 0, leftOut: { imported: ROWS } })
    } else {
      await importWhole(file)
    }
    expect(await kept(file)).toEqual(allOf(file))
  }

  console.log(
    `kill -9 of imports of ${ROWS} rows, the last took ${Math.round(usualMs)} ms: ${KILLS} inside one, ${committing} of them while it ` +
      `was being committed; nothing of it was there ${lost.length} times (after ${lost.join(' ')} ms), all of it, not answered, ` +
      `${stored.length} times (after ${stored.join(' ')} ms); ${answered} more kills came after the answer`,
  )
  const span = `from=${today - (files + 2) * DAYS_OF_A_FILE * DAY_MS}&to=${today}&bucket=1d`
  const { data } = (await api.get(`${path}/statistics/errors?${span}`)).body
  expect(data).toMatchObject({ errors: all, importedErrors: all, attempts: 0 })
  const check = await api.server.todoku(['check'])
  expect(check, check.stdout).toMatchObject({ code: 0 })
  expect(check.stdout).toContain('Clean: 1 channels checked.')
})

const NOTHING = { imports: [], counted: 0 }

function allOf({ errors }: ConsoleTable) {
  return { imports: [{ rows: ROWS, errors }], counted: errors }
}

/** Bytes of the write-ahead log of the server's database. */
function logBytes(): number {
  return statSync(join(api.server.dataDir, 'todoku.db-wal'), { throwIfNoEntry: false })?.size ?? 0
}

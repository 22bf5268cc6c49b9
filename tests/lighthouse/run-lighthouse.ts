import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { z } from 'zod'

export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
export type Category = (typeof CATEGORIES)[number]
export type Preset = 'desktop' | 'phone'
const METRICS = {
  'first-contentful-paint': 'FCP ms',
  'largest-contentful-paint': 'LCP ms',
  'total-blocking-time': 'TBT ms',
  'cumulative-layout-shift': 'CLS',
  'server-response-time': 'server ms',
} as const

/** Scores of 0 to 100; what did not pass, by its title; the numbers behind the performance. */
export type Measured = { scores: Record<Category, number>; failed: string[]; metrics: Record<string, number> }

const report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.record(
    z.string(),
    z.object({ score: z.number().nullable(), auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  ),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), numericValue: z.number().optional() }),
  ),
})

/**
 * Runs Lighthouse once in a browser of its own; on a phone with Lighthouse's usual slow connection and processor.
 * @param options.cookie the session, sent with each request
 * @throws Error when the page could not be measured
 */
export async function runLighthouse(options: {
  cli: string
  chromium: string
  url: string
  preset: Preset
  cookie: string
  output: string
}): Promise<Measured> {
  const { cli, chromium, url, preset, cookie, output } = options
  const flags = [
    '--headless=new',
    '--disable-background-networking',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const args = [
    cli,
    url,
    '--quiet',
    '--output=json',
    `--output-path=${output}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--extra-headers=${JSON.stringify({ Cookie: cookie })}`,
    `--chrome-flags=${flags.join(' ')}`,
    ...(preset === 'desktop' ? ['--preset=desktop'] : []),
  ]
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, CHROME_PATH: chromium } })
  const { runtimeError, categories, audits } = report.parse(JSON.parse(await readFile(output, 'utf8')))
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]),
  ) as Record<Category, number>
  const counted = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0)
  const failed = counted.flatMap(({ id }) => {
    const audit = audits[id]
    return audit && audit.score !== null && audit.score < 0.9 ? [audit.title] : []
  })
  const metrics = Object.fromEntries(
    Object.entries(METRICS).map(([id, name]) => [name, Math.round((audits[id]?.numericValue ?? 0) * 1_000) / 1_000]),
  )
  return { scores, failed: [...new Set(failed)], metrics }
}

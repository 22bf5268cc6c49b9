import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

// file → what it imports → the rule that it breaks; null: none
const imports: [string, string, string | null][] = [
  ['lib/domain/outcome.ts', '../storage/rows.ts', 'lib/domain imports only itself'],
  ['lib/domain/clock.ts', 'node:fs', 'the domain imports no package but ipaddr.js, which is pure'],
  ['lib/domain/ranges.ts', 'ipaddr.js', null],
  ['lib/reports/timeline.ts', '../storage/rows.ts', null],
  ['lib/reports/clock.ts', '../commands/record.ts', 'lib/reports imports only lib/storage, lib/domain'],
  ['lib/sender/send.ts', '../storage/rows.ts', 'lib/sender imports only lib/domain, lib/settings'],
  ['lib/commands/record.ts', '@prisma/client', 'only lib/storage imports Prisma'],
  ['lib/commands/change.ts', 'next/headers', 'lib runs without Next'],
  ['lib/storage/open.ts', '@prisma/client', null],
  ['lib/runtime.ts', '../app/page.tsx', 'nothing imports app'],
  ['app/page.tsx', '../lib/reports/timeline.ts', null],
  ['app/other.tsx', '../lib/storage/rows.ts', /^app imports only/.source],
  ['components/charts/draw.tsx', '../../lib/domain/ranges.ts', null],
  ['components/forms/name.tsx', '../../lib/domain/ranges.ts', null],
  ['components/forms/save.tsx', '../../lib/commands/record.ts', /^components\/forms imports only/.source],
  ['components/charts/fetch.tsx', '../../lib/reports/timeline.ts', /^components\/charts imports only/.source],
]

it('an import against the arrows of docs/architecture.md is found, and none that follows them', () => {
  const folder = tempFolder()
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  write(folder, 'lib/storage/rows.ts', 'export const rows = 1')
  for (const [file, from] of imports) write(folder, file, `import '${from}'`)
  write(folder, 'app/client.tsx', "'use client'\nimport '../lib/reports/timeline.ts'\nimport 'pino'\nimport 'react'")

  const found = cruise(folder)
  for (const [file, , rule] of imports) {
    const rules = found.filter((violation) => violation.from === file).map((violation) => violation.rule)
    if (rule === null) expect(rules, file).toEqual([])
    else expect(rules, file).toContainEqual(expect.stringMatching(rule))
  }
  expect(found.filter(({ from }) => from === 'app/client.tsx').map(({ to }) => to)).toEqual(
    expect.arrayContaining(['lib/reports/timeline.ts', expect.stringContaining('node_modules/pino/')]),
  )
})

it('an interactive transaction is found, an array of statements is not', () => {
  const folder = tempFolder()
  const file = join(folder, 'transaction.ts')
  const lint = (source: string) => {
    writeFileSync(file, source)
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    const args = [biome, 'lint', `--config-path=${root}`, '--vcs-enabled=false', file]
    return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  }
  expect(lint('declare const db: any\nawait db.$transaction(async () => {})\n').stderr).toContain(
    'Only $transaction([...])',
  )
  expect(lint('declare const db: { $transaction(a: number[]): unknown }\nawait db.$transaction([1])\n').status).toBe(0)
})

function write(folder: string, name: string, text: string) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), `${text}\n`)
}

interface Report {
  summary: { violations: { from: string; to: string; rule: { name: string } }[] }
}

function cruise(folder: string) {
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [script, 'app', 'components', 'lib', '--output-type=json']
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const report: Report = JSON.parse(output)
  return report.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }))
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { countTests } from '../../scripts/count-tests.js'
import { runStages } from '../../scripts/run-stages.js'
import { tempFolder } from '../support/temp-folder.ts'

function report(content: object) {
  const file = join(tempFolder(), 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('countTests', () => {
  it("reads vitest's report", () => {
    const file = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 })
    expect(countTests(file, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 })
  })

  it("reads Playwright's report; what passed at the second try passed", () => {
    const file = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } })
    expect(countTests(file, 1)).toEqual({ passed: 6, failed: 1, skipped: 3 })
  })

  it('counts a failure when the runner failed and no test did', () => {
    const file = report({ numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 })
    expect(countTests(file, 1)).toEqual({ passed: 7, failed: 1, skipped: 0 })
    expect(countTests(join(tempFolder(), 'none.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('counts a failure when a runner ends well without a report', () => {
    expect(countTests(join(tempFolder(), 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('runStages', () => {
  const stage = (title: string, passed: number, failed: number) => ({
    title,
    count: async () => ({ passed, failed, skipped: 0 }),
  })

  it('runs every stage, whatever fails, and ends with the totals and exit code 1', async () => {
    const lines: string[] = []
    const code = await runStages([stage('lint', 0, 1), stage('unit', 40, 0)], (line: string) => lines.push(line))
    expect(code).toBe(1)
    expect(lines.join('\n').split('\n').at(-1)).toBe('40 passed, 1 failed, 0 skipped')
    expect(lines.join('\n')).toMatch(/unit +40 +0 +0 +\d/)
  })

  it('does not run what stands on a stage that failed', async () => {
    const lines: string[] = []
    const build = { ...stage('build', 0, 1), isFoundation: true }
    await runStages([stage('unit', 40, 0), build, stage('api', 9, 0)], (line: string) => lines.push(line))
    expect(lines.join('\n')).toContain('The stages after "build" need it and were not run.')
    expect(lines.join('\n').split('\n').at(-1)).toBe('40 passed, 1 failed, 0 skipped')
  })

  it('runs stages in a list at the same time, and shows what they said one after the other', async () => {
    const lines: string[] = []
    let started = 0
    const one = (title: string) => ({
      title,
      async count() {
        started += 1
        await vi.waitUntil(() => started === 2)
        return { passed: 1, failed: 0, skipped: 0, output: `${title} is well` }
      },
    })
    expect(await runStages([[one('lint'), one('types')]], (line: string) => lines.push(line))).toBe(0)
    expect(lines.slice(0, 2)).toEqual(['\n── lint\nlint is well', '\n── types\ntypes is well'])
  })

  it('answers exit code 0 when nothing failed', async () => {
    expect(await runStages([stage('unit', 40, 0)], () => {})).toBe(0)
  })
})

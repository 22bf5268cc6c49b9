import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countTests } from './count-tests.js'
import { inRoot } from './root.js'
import { run } from './run.js'
import { doStep, steps } from './setup.js'

/**
 * @typedef {{ passed: number, failed: number, skipped: number, output?: string }} Counts
 * @typedef {object} Stage
 * @property {string} title
 * @property {(options: { show: boolean }) => Promise<Counts>} count runs it and counts; its output is shown or answered
 * @property {boolean} [isFoundation] those after it make no sense when it fails
 */

const oneFor = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 })

/** A check that passes or fails as a whole. */
const check = (title, script, args) => ({
  title,
  async count({ show }) {
    const { code, output } = await run(process.execPath, [inRoot('node_modules', script), ...args], {
      show,
      env: testEnv(),
    })
    return { ...oneFor(code === 0), output }
  },
})

/** A runner that writes a JSON report, in which every test is counted. */
const runner = (title, command) => ({
  title,
  async count({ show }) {
    const folder = mkdtempSync(join(tmpdir(), 'todoku-report-'))
    const report = join(folder, 'report.json')
    const { script, args, env } = command(report)
    const options = { show, env: { ...testEnv(), ...env } }
    const { code, output } = await run(process.execPath, [inRoot('node_modules', script), ...args], options)
    const counts = countTests(report, code)
    rmSync(folder, { recursive: true })
    return { ...counts, output }
  },
})

/** @param {string[]} projects of vitest.config.ts */
const vitest = (title, projects, options = []) =>
  runner(title, (report) => ({
    script: 'vitest/vitest.mjs',
    args: [
      'run',
      ...projects.map((name) => `--project=${name}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...options,
    ],
    env: {},
  }))

const playwright = (title) =>
  runner(title, (report) => ({
    script: '@playwright/test/cli.js',
    args: ['test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  }))

/** @type {Stage[]} what needs neither a browser nor a server, and can run at the same time */
export const quickStages = [
  check('lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
  check('types', 'typescript/bin/tsc', ['--noEmit']),
  check('import rules', 'dependency-cruiser/bin/dependency-cruise.mjs', [...importers()]),
  // Vitest leaves a core free, which of two is half; these tests wait for the disk as long as they compute.
  vitest('unit and storage', ['unit', 'storage'], ['--maxWorkers=100%']),
]

/** @type {Stage} */
const productionBuild = {
  title: 'production build',
  isFoundation: true,
  async count() {
    try {
      await doStep(steps.build, { say: console.log })
      return oneFor(true)
    } catch (error) {
      console.error(error.message)
      return oneFor(false)
    }
  },
}

/** @type {Stage[]} the rest, against the production build */
export const fullStages = [
  check('unused code', 'knip/bin/knip.js', []),
  productionBuild,
  vitest('wire', ['wire']),
  // They start servers.
  vitest('API and scripts', ['api', 'scripts'], ['--no-file-parallelism']),
  vitest('kill -9', ['crash']),
  playwright('end to end'),
]

function importers() {
  return ['app', 'components', 'lib', 'scripts', 'tests', 'instrumentation.ts'].filter((path) =>
    existsSync(inRoot(path)),
  )
}

// Settings of the machine's own Todoku are none of the tests' business.
const testEnv = () => {
  const ours =
    /^(PORT|HOST|DATA_DIR|DATABASE_URL|BASE_URL|LOG_LEVEL|METRICS_TOKEN|NODE_ENV|(WEBHOOK|TODOKU)_.*)(_FILE)?$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}

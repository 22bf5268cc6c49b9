import { existsSync, readFileSync } from 'node:fs'

/**
 * Counts what a runner's JSON report says. A run that failed without a failed test (a file that does not load, an
 * unhandled rejection, no report at all) counts as one failure more.
 * @param {string} file the report
 * @param {number} code the runner's exit code
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(file, code) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const counts = report.stats ? ofPlaywright(report.stats) : ofVitest(report)
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

const ofPlaywright = ({ expected, unexpected, flaky, skipped }) => ({
  passed: expected,
  failed: unexpected + flaky,
  skipped,
})

const ofVitest = ({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests + numTodoTests,
})

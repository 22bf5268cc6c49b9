import { existsSync, readFileSync } from 'node:fs'

/**
 * Counts what a runner's JSON report says. A run that failed without a failed test (a file that does not load, an
 * unhandled rejection) counts as one failure more, and so does a run without a report.
 * @param {string} file the report
 * @param {number} code the runner's exit code
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countTests(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const counts = report.stats ? ofPlaywright(report.stats) : ofVitest(report)
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

const ofPlaywright = ({ expected, unexpected, flaky, skipped }) => ({
  passed: expected + flaky,
  failed: unexpected,
  skipped,
})

const ofVitest = ({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests + numTodoTests,
})

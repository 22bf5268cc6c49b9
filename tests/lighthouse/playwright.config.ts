import { defineConfig } from '@playwright/test'

/** `npm run lighthouse`: Playwright only runs the file and starts no browser; Lighthouse starts its own. */
export default defineConfig({
  testDir: '.',
  testMatch: 'measure.ts',
  outputDir: '../../test-results/lighthouse',
  workers: 1,
  timeout: 3_600_000,
  reporter: 'line',
})

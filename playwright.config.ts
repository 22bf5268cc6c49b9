import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

const debian = '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each file of tests has a server of its own.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // What passes at the second try is listed as flaky: a race with a busy machine, to be mended, but no fault of the build.
  retries: 1,
  forbidOnly: !!process.env.CI,
  use: {
    ...devices['Desktop Chrome'],
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // Else what cannot be pressed holds up its test until the end of it.
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: existsSync(debian) ? debian : undefined,
      args: ['--disable-background-networking', ...(isRoot ? ['--no-sandbox'] : [])],
    },
  },
})

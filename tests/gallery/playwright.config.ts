import { defineConfig } from '@playwright/test'
import shared from '../../playwright.config.ts'

/** `npm run gallery`: one test a state, two at a time, against servers that `open-stage.ts` starts once. */
export default defineConfig({
  ...shared,
  testDir: '.',
  testMatch: 'pictures.ts',
  outputDir: '../../test-results/gallery',
  globalSetup: './open-stage.ts',
  globalTeardown: './write-index.ts',
  workers: Number(process.env.GALLERY_WORKERS ?? 2),
  fullyParallel: true,
  retries: 0,
  timeout: 120_000,
  reporter: 'list',
  use: { ...shared.use, trace: 'off', screenshot: 'off' },
})

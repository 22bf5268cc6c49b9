import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** One project for each folder of tests: `npx vitest run --project unit`. */
const project = (name: string, testTimeout: number, pool: 'forks' | 'threads' = 'forks') => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], testTimeout, hookTimeout: 60_000, pool },
})

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    environment: 'node',
    setupFiles: ['tests/support/fail-on-console.ts'],
    restoreMocks: true,
    projects: [
      // Many small files: a thread begins sooner than a process, and each file still has modules of its own.
      project('unit', 10_000, 'threads'),
      project('storage', 30_000),
      project('wire', 30_000),
      project('api', 60_000),
      project('scripts', 120_000),
      project('crash', 300_000),
    ],
  },
})

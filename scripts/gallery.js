// `npm run gallery`: a picture of every page and state, in both languages, both themes, wide and on a phone, in `gallery/`.
// `npm run gallery attempts overview` makes those whose names hold one of these words; `-- --few` makes a quarter of them:
// Japanese, light and wide, and English, dark and on a phone.
import { runCommand } from './run-command.js'

await runCommand(async () => {
  const say = (line) => console.log(line)
  const { doStep, steps } = await import('./setup.js')
  for (const step of Object.values(steps)) await doStep(step, { say, quiet: true })
  const { provideBrowser } = await import('./browser.js')
  await provideBrowser(say)
  const { inRoot } = await import('./root.js')
  const { run } = await import('./run.js')
  const names = process.argv.slice(2).filter((argument) => argument !== '--few')
  const which = names.length > 0 ? ['--grep', names.join('|')] : []
  const env = { ...process.env, ...(process.argv.includes('--few') ? { TODOKU_GALLERY_FEW: '1' } : {}) }
  const playwright = inRoot('node_modules/@playwright/test/cli.js')
  const { code } = await run(
    process.execPath,
    [playwright, 'test', '--config', 'tests/gallery/playwright.config.ts', ...which],
    { show: true, env },
  )
  process.exitCode = code
})

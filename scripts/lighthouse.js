// `npm run lighthouse`: how Lighthouse judges the console's busiest pages, with a production build and 100,000 attempts.
import { existsSync } from 'node:fs'
import { runCommand } from './run-command.js'

const VERSION = '12.8.2'

await runCommand(async () => {
  const say = (line) => console.log(line)
  const { doStep, steps } = await import('./setup.js')
  for (const step of Object.values(steps)) await doStep(step, { say, quiet: true })
  const { provideBrowser } = await import('./browser.js')
  await provideBrowser(say)
  const { inRoot } = await import('./root.js')
  const { run } = await import('./run.js')
  const env = { ...process.env, LIGHTHOUSE_CLI: await provideLighthouse(say), LIGHTHOUSE_CHROMIUM: await chromium() }
  const playwright = inRoot('node_modules/@playwright/test/cli.js')
  const config = 'tests/lighthouse/playwright.config.ts'
  const { code } = await run(process.execPath, [playwright, 'test', '--config', config], { show: true, env })
  process.exitCode = code
})

/**
 * Lighthouse, installed for itself when it is first wanted: it brings two hundred packages, 185 MB, and nothing but this
 * command needs it.
 * @returns {Promise<string>} its command line
 */
async function provideLighthouse(say) {
  const { inRoot } = await import('./root.js')
  const folder = inRoot(`node_modules/.cache/lighthouse-${VERSION}`)
  const cli = `${folder}/node_modules/lighthouse/cli/index.js`
  if (existsSync(cli)) return cli
  const { runNpm } = await import('./install.js')
  const { StartFailure } = await import('./failure.js')
  say(`Installing lighthouse ${VERSION} …`)
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error']
  const { code, output } = await runNpm(['install', '--prefix', folder, ...options, `lighthouse@${VERSION}`])
  if (code !== 0) throw new StartFailure('install_failed', `npm could not install Lighthouse:\n\n${output}`)
  return cli
}

async function chromium() {
  const debian = '/usr/bin/chromium'
  if (existsSync(debian)) return debian
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

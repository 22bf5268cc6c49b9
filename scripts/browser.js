import { existsSync } from 'node:fs'
import { StartFailure } from './failure.js'
import { inRoot } from './root.js'
import { run } from './run.js'

const debian = '/usr/bin/chromium'

/**
 * Makes sure that there is a browser for Playwright, and fonts with Japanese in them: Debian's through apt where we may
 * use it, else Playwright's own download.
 * @param {(line: string) => void} say
 * @throws {StartFailure} install_failed
 */
export async function provideBrowser(say) {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const packages = [existsSync(debian) ? [] : ['chromium'], (await hasJapanese()) ? [] : ['fonts-noto-cjk']].flat()
    if (packages.length === 0) return
    say(`Installing ${packages.join(' and ')} with apt-get (about a minute) …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-q'], { env })
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], { env })
  }
  if (existsSync(debian)) return
  const { code, output } = await run(process.execPath, [
    inRoot('node_modules/playwright/cli.js'),
    'install',
    'chromium',
  ])
  if (code === 0) return
  const message = `The tests need a browser, and none could be downloaded. Install Chromium so that it is ${debian}.`
  throw new StartFailure('install_failed', `${message}\n\n${output}`)
}

async function hasJapanese() {
  const { code, output } = await run('fc-list', [':lang=ja', 'family'])
  return code === 0 && output.trim() !== ''
}

import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { StartFailure } from './failure.js'
import { inRoot } from './root.js'
import { run } from './run.js'
import { hashInputs, isStamped, writeStamp } from './stamps.js'

const stamp = 'node_modules/.todoku-install'
const loadSqlite = ['-e', "new (require('better-sqlite3'))(':memory:')"]

/** @type {import('./setup.js').Step} */
export const install = {
  title: 'Installing packages (about a minute; three more where SQLite must be compiled)',
  hash: () => hashInputs(['package-lock.json']),
  isDone: (hash) => isStamped(stamp, hash),
  async make(hash) {
    if (!isInstalled()) {
      // Scripts of packages are not run: the one that is needed is run below, with what it needs.
      const { code, output } = await runNpm([
        'ci',
        '--include=dev',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ])
      if (code !== 0) throw new StartFailure('install_failed', `npm could not install the packages:\n\n${output}`)
    }
    if ((await run(process.execPath, loadSqlite)).code !== 0) await installSqlite()
    writeStamp(stamp, hash)
  },
}

/** Fetches better-sqlite3's binary, or compiles it, which needs Python, make, a C++ compiler and Node's headers. */
async function installSqlite() {
  const prefix = dirname(dirname(process.execPath))
  const env = { ...process.env }
  if (existsSync(join(prefix, 'include', 'node', 'node.h'))) env.npm_config_nodedir = prefix
  const { output } = await runNpm(['rebuild', 'better-sqlite3', '--foreground-scripts'], { env })
  const { code, output: problem } = await run(process.execPath, loadSqlite)
  if (code === 0) return
  const missing = ['python3', 'make', 'c++'].filter((program) => !isInPath(program))
  throw missing.length > 0
    ? new StartFailure(
        'no_compiler',
        [
          `SQLite's binary could not be fetched, and compiling it needs what is not here: ${missing.join(', ')}.`,
          'On Debian or Ubuntu:  apt-get install -y python3 make g++',
          'On Alpine:            apk add python3 make g++',
          'On macOS:             xcode-select --install',
          'Then run the command again.',
        ].join('\n'),
      )
    : new StartFailure('install_failed', `SQLite could be neither fetched nor compiled:\n\n${output}\n${problem}`)
}

/** Whether an installation that was made by hand is the lock file's: npm keeps what it installed in a lock file of its own. */
function isInstalled() {
  const kept = inRoot('node_modules/.package-lock.json')
  if (!existsSync(kept)) return false
  const installed = JSON.parse(readFileSync(kept, 'utf8')).packages
  const { '': _root, ...wanted } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    existsSync(inRoot(path)) ? installed[path]?.version === version : optional,
  )
}

// The npm that runs us, else the one in the path.
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  return /\.c?js$/.test(npm ?? '') ? run(process.execPath, [npm, ...args], options) : run('npm', args, options)
}

const isInPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)))

import { complainAboutNode } from './node-version.js'

const complaint = complainAboutNode(process.versions.node)
if (complaint) {
  console.error(complaint)
  process.exit(1)
}

const { endWith } = await import('./failure.js')
try {
  const { doStep, steps } = await import('./setup.js')
  // Standard output belongs to the command: a key that was made is printed there alone.
  const say = (line) => console.error(line)
  for (const step of [steps.install, steps.generate, steps.bundle]) await doStep(step, { say, quiet: true })
  const { readSettings } = await import('./bundle.js')
  const { lockFolders, prepareDataDir } = await import('./data-dir.js')
  const { migrate } = await import('./migrate.js')
  const settings = await readSettings()
  const folders = prepareDataDir(settings)
  migrate(settings.databaseFile, { lock: () => lockFolders(folders) })
} catch (error) {
  endWith(error)
}
await import('../dist/todoku.js')

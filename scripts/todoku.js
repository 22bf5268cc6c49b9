import { prepareCommand, runCommand } from './run-command.js'

await runCommand(async () => {
  await prepareCommand()
  const { readSettings } = await import('./bundle.js')
  const { lockFolders, prepareDataDir } = await import('./data-dir.js')
  const { migrate } = await import('./migrate.js')
  const settings = await readSettings()
  const folders = prepareDataDir(settings)
  migrate(settings.databaseFile, { lock: () => lockFolders(folders, 'all') })
})
await import('../dist/todoku.js')

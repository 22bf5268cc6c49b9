import { withStorage } from '@/lib/commands/with-storage.ts'
import { readSettings } from '@/lib/settings.ts'
import { runCommandLine } from './run-command-line.ts'

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  (work) => withStorage(readSettings(process.env).databaseFile, work),
  { answer: (line) => console.log(line), remark: (line) => console.error(line) },
)

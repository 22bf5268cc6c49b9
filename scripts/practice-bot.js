import { prepareCommand, runCommand } from './run-command.js'

await runCommand(prepareCommand)
// Alone it says what it has for people; the console starts the same file and reads it as a message.
if (process.argv.length === 2) process.argv.push('--list')
await import('../dist/practice-bot.js')

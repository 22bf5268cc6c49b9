import { parseArgs } from 'node:util'
import type { ReportContext } from '@/lib/reports/context.ts'
import { channelCommands } from './channel-commands.ts'
import { type Command, type Output, UsageError } from './command.ts'
import { keyCommands } from './key-commands.ts'
import { storageCommands } from './storage-commands.ts'

const COMMANDS: readonly Command[] = [...keyCommands, ...channelCommands, ...storageCommands]

/** Opens the database for a command; it is only called when the command line is understood. */
export type WithContext = (work: (ctx: ReportContext) => Promise<number>) => Promise<number>

/**
 * Understands a command line and runs it.
 * @returns the exit code: 0 done, 1 refused or (`check`) not clean, 2 not understood
 */
export async function runCommandLine(
  args: readonly string[],
  withContext: WithContext,
  output: Output,
): Promise<number> {
  const [first] = args
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    output.answer(help())
    return first === undefined ? 2 : 0
  }
  try {
    const { command, rest } = findCommand(args)
    if (rest.includes('--help') || rest.includes('-h')) {
      output.answer(describe(command))
      return 0
    }
    const given = readArguments(command, rest)
    return await withContext((ctx) => command.run(ctx, given, output))
  } catch (error) {
    if (error instanceof UsageError) {
      output.remark(`${error.message}\nSee "npm run todoku -- --help".`)
      return 2
    }
    // A refusal says what is wrong in a sentence; anything else is a fault of ours and shows where it happened.
    const refused = error instanceof Error && 'code' in error && error.name !== 'Error'
    output.remark(refused ? error.message : error instanceof Error ? String(error.stack) : String(error))
    return 1
  }
}

function findCommand(args: readonly string[]): { command: Command; rest: string[] } {
  for (const command of COMMANDS) {
    const words = command.name.split(' ')
    if (words.every((word, index) => args[index] === word)) return { command, rest: args.slice(words.length) }
  }
  throw new UsageError(`There is no command "${args.filter((arg) => !arg.startsWith('-')).join(' ')}".`)
}

function readArguments(command: Command, args: string[]) {
  const names = command.positionals ?? []
  try {
    const { values, positionals } = parseArgs({
      args,
      options: command.options,
      allowPositionals: names.length > 0,
      strict: true,
    })
    if (positionals.length !== names.length) throw new UsageError(`${command.name} needs ${names.join(' ')}.`)
    return { values, positionals }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function describe({ name, usage, does }: Command): string {
  return `npm run --silent todoku -- ${name} ${usage}`.trimEnd().concat(`\n    ${does}`)
}

function help(): string {
  return ['Todoku on the command line, also beside a running server:', ...COMMANDS.map(describe)].join('\n\n')
}

import type { ParseArgsConfig } from 'node:util'
import type { ReportContext } from '@/lib/reports/context.ts'

/** What a command prints; the answer on standard output, everything else on standard error. */
export type Output = { answer(line: string): void; remark(line: string): void }

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export type Command = {
  /** The words that call it, such as `key create`. */
  name: string
  /** Its arguments, as the help shows them. */
  usage: string
  does: string
  options: NonNullable<ParseArgsConfig['options']>
  /** Names of what must follow the options, if anything. */
  positionals?: readonly string[]
  /** @returns the exit code */
  run(ctx: ReportContext, given: { values: Values; positionals: readonly string[] }, output: Output): Promise<number>
}

/** The command line was written wrongly: exit code 2. */
export class UsageError extends Error {}

export const CLI = { kind: 'cli' } as const

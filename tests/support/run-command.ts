import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Variables for a process that is started by a test. */
export type Environment = Record<string, string | undefined>

export interface RunningCommand {
  child: ChildProcess
  /** Standard output and standard error so far, as they came. */
  output(): string
  /** Milliseconds from the start until the output matches; throws with the output when it ends before. */
  until(pattern: RegExp): Promise<number>
  /** Its exit code, when it ends. */
  exit: Promise<number | null>
}

/** Runs a program in the repository, with nothing in its environment but PATH, HOME and what is given. */
export function runCommand(file: string, args: string[], env: Environment = {}, cwd: string = root): RunningCommand {
  const started = performance.now()
  const { PATH, HOME } = process.env
  const child = spawn(file, args, {
    cwd,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const waiting = new Set<() => void>()
  const notice = () => {
    for (const look of waiting) look()
  }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      notice()
    })
  }
  let ended = false
  const exit = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      ended = true
      notice()
      resolve(code)
    })
  })
  const until = (pattern: RegExp) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        if (pattern.test(output)) resolve(performance.now() - started)
        else if (ended) reject(new Error(`It ended before it said ${pattern}:\n${output}`))
        else return
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  return { child, output: () => output, until, exit }
}

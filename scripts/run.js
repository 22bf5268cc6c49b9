import { spawn } from 'node:child_process'
import { root } from './root.js'

/**
 * Runs a program in the repository and waits for its end. When we are told to end, so is the program.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options]
 *   `show` passes its output on; otherwise it is kept and answered
 * @returns {Promise<{ code: number, output: string }>} code -1: it could not be started or was ended by a signal
 */
export function run(file, args, { env = process.env, show = false } = {}) {
  return new Promise((resolve) => {
    const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
    const child = spawn(file, args, { cwd: root, env, stdio })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    const endBoth = (signal) => {
      child.kill(signal)
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endBoth)
    const end = (code, message = '') => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, endBoth)
      resolve({ code, output: Buffer.concat(chunks).toString() + message })
    }
    child.on('error', (error) => end(-1, error.message))
    child.on('close', (code) => end(code ?? -1))
  })
}

import { spawn } from 'node:child_process'
import { root } from './root.js'

const running = new Set()
const signals = ['SIGINT', 'SIGTERM']

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
    if (running.size === 0) for (const signal of signals) process.on(signal, endAll)
    running.add(child)
    const end = (code, message = '') => {
      running.delete(child)
      if (running.size === 0) for (const signal of signals) process.off(signal, endAll)
      resolve({ code, output: Buffer.concat(chunks).toString() + message })
    }
    child.on('error', (error) => end(-1, error.message))
    child.on('close', (code) => end(code ?? -1))
  })
}

function endAll(signal) {
  for (const child of running) child.kill(signal)
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

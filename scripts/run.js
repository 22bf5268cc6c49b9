import { spawn } from 'node:child_process'
import { root } from './root.js'

let running

/**
 * Runs a program in the repository and waits for its end.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, onSlow?: (seconds: number) => void }} [options]
 *   `show` passes its output on; otherwise it is kept and answered. `onSlow` is called every 20 s.
 * @returns {Promise<{ code: number, output: string }>} code -1: it could not be started or was ended by a signal
 */
export function run(file, args, { env = process.env, show = false, onSlow } = {}) {
  return new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(file, args, {
      cwd: root,
      env,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    running = child
    const pulse = onSlow && setInterval(() => onSlow(Math.round((Date.now() - started) / 1000)), 20_000)
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    const end = (code, message = '') => {
      clearInterval(pulse)
      running = undefined
      resolve({ code, output: Buffer.concat(chunks).toString() + message })
    }
    child.on('error', (error) => end(-1, error.message))
    child.on('close', (code) => end(code ?? -1))
  })
}

/** Ends the program that `run` is waiting for, when we are told to end ourselves. */
export const endRunning = () => running?.kill('SIGTERM')

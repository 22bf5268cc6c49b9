import { build } from './build.js'
import { bundle } from './bundle.js'
import { generate } from './generate.js'
import { install } from './install.js'

/**
 * @typedef {object} Step something that is made once for its inputs and not again until they change
 * @property {string} title
 * @property {() => string} hash of its inputs
 * @property {(hash: string) => boolean} isDone
 * @property {(hash: string) => Promise<void>} make
 */

export const steps = { install, generate, bundle, build }

/**
 * Does a step unless it is done.
 * @param {Step} step
 * @param {{ say: (line: string) => void, label?: string, quiet?: boolean }} options
 *   `label` as in "[2/6]"; `quiet` says nothing of a step that is done already
 */
export async function doStep(step, { say, label = '', quiet = false }) {
  const hash = step.hash()
  if (step.isDone(hash)) {
    if (!quiet) say(`${label} ${step.title.replace(/ \(.*\)$/, '')}: done before`.trim())
    return
  }
  const started = Date.now()
  say(`${label} ${step.title} …`.trim())
  const seconds = () => (Date.now() - started) / 1000
  const pulse = setInterval(() => say(`      … ${Math.round(seconds())} s so far`), 20_000)
  try {
    await step.make(hash)
  } finally {
    clearInterval(pulse)
  }
  say(`      done in ${seconds().toFixed(1)} s`)
}

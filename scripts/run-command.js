import { complainAboutNode } from './node-version.js'

/**
 * Runs a command of Todoku and says why when it fails, with exit code 1. What the command needs is to be imported inside
 * `run`, because a Node that is too old may not even be able to read it.
 * @param {() => Promise<void>} run
 */
export async function runCommand(run) {
  const complaint = complainAboutNode(process.versions.node)
  if (complaint) {
    console.error(complaint)
    process.exit(1)
  }
  const { endWith } = await import('./failure.js')
  await run().catch(endWith)
}

/**
 * Installs, generates and bundles what a command needs, on standard error and only when it is not done yet: standard
 * output belongs to the command, where a key that was made is printed alone.
 */
export async function prepareCommand() {
  const { doStep, steps } = await import('./setup.js')
  const say = (line) => console.error(line)
  for (const step of [steps.install, steps.generate, steps.bundle]) await doStep(step, { say, quiet: true })
}

import { complainAboutNode } from './node-version.js'

const complaint = complainAboutNode(process.versions.node)
if (complaint) {
  console.error(complaint)
  process.exit(1)
}

const { endWith } = await import('./failure.js')
try {
  const { doStep, steps } = await import('./setup.js')
  const say = (line) => console.error(line)
  for (const step of [steps.install, steps.generate, steps.bundle]) await doStep(step, { say, quiet: true })
} catch (error) {
  endWith(error)
}
// Alone it says what it has for people; the console starts the same file and reads it as a message.
if (process.argv.length === 2) process.argv.push('--list')
await import('../dist/practice-bot.js')

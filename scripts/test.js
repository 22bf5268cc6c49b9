import { runCommand } from './run-command.js'

await runCommand(async () => {
  const verify = process.argv.includes('--verify')
  const say = (line) => console.log(line)
  const { doStep, steps } = await import('./setup.js')
  const { provideRouteTypes } = await import('./route-types.js')
  const needed = verify ? [steps.install, steps.generate] : [steps.install, steps.generate, steps.bundle]
  for (const step of needed) await doStep(step, { say, quiet: true })
  await provideRouteTypes(say)
  const { fullStages, quickStages } = await import('./stages.js')
  if (!verify) {
    const { provideBrowser } = await import('./browser.js')
    await provideBrowser(say)
  }
  const { runStages } = await import('./run-stages.js')
  process.exitCode = await runStages(verify ? [quickStages] : [quickStages, ...fullStages], say)
})

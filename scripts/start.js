import { runCommand } from './run-command.js'

await runCommand(async () => {
  const { doStep, steps } = await import('./setup.js')
  const say = (line) => console.log(line)
  await doStep(steps.install, { say, label: '[1/6]' })
  await doStep(steps.generate, { say, label: '[2/6]' })
  await doStep(steps.bundle, { say, label: '[3/6]' })
  const { readSettings } = await import('./bundle.js')
  const { role } = await readSettings()
  const { serve } = await import('./server.js')
  await serve({
    say,
    async prepare(applied) {
      say(`[4/6] Database migrations: ${applied.length === 0 ? 'none to apply' : `applied ${applied.join(', ')}`}`)
      if (role === 'worker') say('[5/6] The console: not needed by a worker')
      else await doStep(steps.build, { say, label: '[5/6]' })
      say('[6/6] Starting the server …')
    },
  })
})

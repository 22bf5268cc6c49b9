import { complainAboutNode } from './node-version.js'

const complaint = complainAboutNode(process.versions.node)
if (complaint) {
  console.error(complaint)
  process.exit(1)
}

const { endWith } = await import('./failure.js')
try {
  const { doStep, steps } = await import('./setup.js')
  const say = (line) => console.log(line)
  await doStep(steps.install, { say, label: '[1/6]' })
  await doStep(steps.generate, { say, label: '[2/6]' })
  await doStep(steps.bundle, { say, label: '[3/6]' })
  const { serve } = await import('./server.js')
  await serve({
    say,
    async prepare(applied) {
      say(`[4/6] Database migrations: ${applied.length === 0 ? 'none to apply' : `applied ${applied.join(', ')}`}`)
      await doStep(steps.build, { say, label: '[5/6]' })
      say('[6/6] Starting the server …')
    },
  })
} catch (error) {
  endWith(error)
}

import { StartFailure } from './failure.js'
import { inRoot } from './root.js'
import { run } from './run.js'
import { hashInputs, isStamped, writeStamp } from './stamps.js'

const stamp = '.next/types/.todoku-stamp'

/** Has Next write the types of the routes, without which the sources do not type-check. */
export async function provideRouteTypes(say) {
  const hash = hashInputs(['app', 'next.config.js', 'package-lock.json'])
  if (isStamped(stamp, hash)) return
  say('Writing the types of the routes …')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const { code, output } = await run(process.execPath, [inRoot('node_modules/next/dist/bin/next'), 'typegen'], { env })
  if (code !== 0) throw new StartFailure('step_failed', `next typegen failed:\n\n${output}`)
  writeStamp(stamp, hash)
}

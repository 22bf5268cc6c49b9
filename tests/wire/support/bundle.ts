import { mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A file of lib as `scripts/bundle.js` ships it, for this test alone. */
export async function bundle(source: string): Promise<{ entry: string; remove(): Promise<void> }> {
  // Below node_modules, so that the bundle finds the packages that it imports.
  const folder = await mkdtemp(`${root}node_modules/.bundle-`)
  const entry = `${folder}/main.mjs`
  await build({
    entryPoints: [`${root}${source}`],
    outfile: entry,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  return { entry, remove: () => rm(folder, { recursive: true }) }
}

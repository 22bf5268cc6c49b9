import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inRoot } from './root.js'

/**
 * A hash of everything that a step depends on: files and folders of the repository (those that exist) and the Node
 * that compiled modules are made for.
 * @param {string[]} inputs paths inside the repository
 * @param {{ except?: string[] }} [options] paths below the inputs that are left out
 * @returns {string} hex
 */
export function hashInputs(inputs, { except = [] } = {}) {
  const hash = createHash('sha256').update(`${process.versions.modules} ${process.platform} ${process.arch}\0`)
  const add = (path) => {
    if (except.includes(path) || !existsSync(inRoot(path))) return
    if (statSync(inRoot(path)).isDirectory()) {
      for (const name of readdirSync(inRoot(path)).sort()) add(join(path, name))
    } else {
      hash
        .update(`${path}\0`)
        .update(readFileSync(inRoot(path)))
        .update('\0')
    }
  }
  for (const input of inputs) add(input)
  return hash.digest('hex')
}

/** Whether the step whose stamp this is has already been done for these inputs. */
export const isStamped = (stamp, hash) => existsSync(inRoot(stamp)) && readFileSync(inRoot(stamp), 'utf8') === hash

/** Says that the step was done. The stamp lies in what the step makes, so that both go together. */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(inRoot(stamp)), { recursive: true })
  writeFileSync(inRoot(stamp), hash)
}

export const removeStamp = (stamp) => rmSync(inRoot(stamp), { force: true })

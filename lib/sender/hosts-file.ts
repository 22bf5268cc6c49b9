import { readFile } from 'node:fs/promises'
import { codeOf } from './attempt-fault.ts'

const HOSTS_FILE = '/etc/hosts'

/** There is none, or none for us. Anything else (no file handle left) is a fault of ours and throws. */
const NO_FILE = ['ENOENT', 'ENOTDIR', 'EACCES']

/**
 * Addresses that this machine's hosts file gives a name; the resolver's own look-up does not read it.
 * @throws Error when the file is there and cannot be read.
 */
export async function readHostsFile(host: string, file = HOSTS_FILE): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (NO_FILE.includes(codeOf(error))) return ''
    throw error
  })
  const wanted = host.toLowerCase()
  const addresses = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([, ...names]) => names.some((name) => name.toLowerCase() === wanted))
    .flatMap(([address = '']) => address)
  return [...new Set(addresses)]
}

import { readFile } from 'node:fs/promises'

const HOSTS_FILE = '/etc/hosts'

/** Addresses that this machine's hosts file gives a name; the resolver's own look-up does not read it. */
export async function readHostsFile(host: string, file = HOSTS_FILE): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const wanted = host.toLowerCase()
  const addresses = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([, ...names]) => names.some((name) => name.toLowerCase() === wanted))
    .flatMap(([address = '']) => address)
  return [...new Set(addresses)]
}

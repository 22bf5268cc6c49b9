import { spawn } from 'node:child_process'

const PACKAGES = { curl: 'curl', dig: 'bind9-dnsutils' }
/** Of an endless body nobody wants more. */
const MOST_OUTPUT_BYTES = 1024 * 1024

/** There is no such program on this machine. */
export class PeerMissing extends Error {
  constructor(program: keyof typeof PACKAGES) {
    super(`There is no ${program} on this machine. On Debian it is in the package ${PACKAGES[program]}.`)
    this.name = 'PeerMissing'
  }
}

/** Runs another program's view of a case. @throws PeerMissing */
export function askPeer(
  program: keyof typeof PACKAGES,
  args: string[],
  input: Uint8Array = new Uint8Array(),
): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' })
    const said = { output: '', errors: '' }
    const keep = (what: keyof typeof said) => (chunk: Buffer) => {
      if (said[what].length < MOST_OUTPUT_BYTES) said[what] += chunk.toString('latin1')
    }
    child.once('error', (error) =>
      reject('code' in error && error.code === 'ENOENT' ? new PeerMissing(program) : error),
    )
    child.stdout.on('data', keep('output'))
    child.stderr.on('data', keep('errors'))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.once('close', (code) => resolve({ ...said, code }))
  })
}

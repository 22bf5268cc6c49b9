import type { Protocol } from '@/lib/domain/facts.ts'
import { PROCESSED, type Processed, PURPOSES, type Purpose } from '@/lib/domain/taxonomy.ts'

// How the narrow columns spell the domain's words. Stored numbers: their order never changes, new words go to the end.
const PROTOCOLS: readonly Protocol[] = ['http/1.1', 'h2']

function wordOf<T>(words: readonly T[], code: number): T {
  const word = words[code]
  if (word === undefined) throw new RangeError(`no word for the stored code ${code}`)
  return word
}

/** The purpose of imported errors in buckets, after those of attempts; no attempt has it. */
export const IMPORTED = PURPOSES.length

export const purposeCode = (purpose: Purpose): number => PURPOSES.indexOf(purpose)
export const purposeOf = (code: number): Purpose => wordOf(PURPOSES, code)
export const processedCode = (processed: Processed): number => PROCESSED.indexOf(processed)
export const processedOf = (code: number): Processed => wordOf(PROCESSED, code)
export const protocolCode = (protocol: Protocol | null): number | null =>
  protocol === null ? null : PROTOCOLS.indexOf(protocol)
export const protocolOf = (code: number | null): Protocol | null => (code === null ? null : wordOf(PROTOCOLS, code))

import type { Tally } from '@/lib/domain/statistics/change-points.ts'
import type { NamedOnset } from '@/lib/domain/statistics/onsets.ts'
import type { OnsetAnswer } from '../schemas/onset.ts'

type Data = OnsetAnswer['data']

/** Since when what fails now fails more than usual, and what that was found in. */
export function onsetAnswer(found: { atMs: number; aggregating: boolean; onsets: readonly NamedOnset[] }): Data {
  return {
    at: found.atMs,
    aggregating: found.aggregating,
    onsets: found.onsets.map((onset) => ({
      cause: onset.cause,
      detail: onset.detail,
      since: onset.sinceMs,
      notBefore: onset.notBeforeMs,
      times: onset.times,
      before: tally(onset.before),
      usual: tally(onset.usual),
      after: tally(onset.after),
      window: { from: onset.window.fromMs, to: onset.window.toMs, bucketMs: onset.barMs },
    })),
  }
}

const tally = ({ attempts, failures }: Tally) => ({ attempts, errors: failures })

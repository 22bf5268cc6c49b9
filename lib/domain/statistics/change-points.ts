/** Of `attempts` tries, `failures` failed. */
export type Tally = { attempts: number; failures: number }

export function addUp(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { attempts, failures }) => ({ attempts: sum.attempts + attempts, failures: sum.failures + failures }),
    { attempts: 0, failures: 0 },
  )
}

/**
 * How much better two shares explain two stretches than one share explains both: the logarithm of the ratio of the
 * likelihoods, at least 0, and larger the surer a change is.
 */
export function evidence(before: Tally, after: Tally): number {
  return Math.max(0, logLikelihood(before) + logLikelihood(after) - logLikelihood(addUp([before, after])))
}

/** The logarithm of the likelihood of a tally under its own share. */
function logLikelihood({ attempts, failures }: Tally): number {
  const part = (count: number) => (count === 0 ? 0 : count * Math.log(count / attempts))
  return part(failures) + part(attempts - failures)
}

/** As if so many neighbours had been seen that differ as chance has it: a few unlike ones prove no unrest. */
const EXPECTED_NEIGHBOURS = 10

/**
 * How much more neighbours differ than chance alone would have them: 1 where failures come one by one, about the size of
 * a clump where they come in clumps. Evidence is divided by it. `at`: neighbours on both sides of it are not compared.
 */
export function unrest(tallies: readonly Tally[], at: number): number {
  let [sum, pairs] = [EXPECTED_NEIGHBOURS, EXPECTED_NEIGHBOURS]
  for (let index = 1; index < tallies.length; index += 1) {
    const [a, b] = [tallies[index - 1], tallies[index]]
    if (index === at || a === undefined || b === undefined) continue
    const { attempts, failures } = addUp([a, b])
    if (failures === 0 || failures === attempts) continue
    const share = failures / attempts
    const variance = share * (1 - share) * (1 / a.attempts + 1 / b.attempts)
    sum += (a.failures / a.attempts - b.failures / b.attempts) ** 2 / variance
    pairs += 1
  }
  return Math.max(1, sum / pairs)
}

/** From so much evidence on a change is believed; how often that is wrong is measured in decision 15. */
export const ENOUGH_EVIDENCE = 12

/**
 * Where the share of failures changes, as indices of the first tally after each change, in order: the best place to cut in
 * two, then in each part, as long as there is evidence enough. No tally may be empty.
 */
export function changePoints(tallies: readonly Tally[]): number[] {
  const cut = bestCut(tallies)
  if (cut === null) return []
  const later = changePoints(tallies.slice(cut)).map((index) => index + cut)
  return [...changePoints(tallies.slice(0, cut)), cut, ...later]
}

function bestCut(tallies: readonly Tally[]): number | null {
  const whole = addUp(tallies)
  const before: Tally = { attempts: 0, failures: 0 }
  let best = { at: 0, evidence: 0 }
  for (const [index, { attempts, failures }] of tallies.entries()) {
    if (index > 0) {
      const after = { attempts: whole.attempts - before.attempts, failures: whole.failures - before.failures }
      const found = evidence(before, after)
      if (found > best.evidence) best = { at: index, evidence: found }
    }
    before.attempts += attempts
    before.failures += failures
  }
  if (best.evidence < ENOUGH_EVIDENCE) return null
  return best.evidence / unrest(tallies, best.at) < ENOUGH_EVIDENCE ? null : best.at
}

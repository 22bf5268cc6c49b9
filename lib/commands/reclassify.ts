import { setTimeout } from 'node:timers/promises'
import { type Actor, INSTANCE } from '@/lib/domain/actor.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { classify, type JudgedFacts, RULES_VERSION } from '@/lib/domain/classification.ts'
import type { Outcome } from '@/lib/domain/outcome.ts'
import { causeAndDetail, reasonOf } from '@/lib/domain/reasons.ts'
import { processedCode } from '@/lib/storage/codes.ts'
import { findChannelZone } from '@/lib/storage/find-channel.ts'
import {
  type AfterAttempt,
  countWithoutFacts,
  findOutdated,
  type OutdatedAttempt,
} from '@/lib/storage/find-outdated.ts'
import { type JudgedAgain, judgeAgain } from '@/lib/storage/judge-again.ts'
import type { Context } from '@/lib/storage/open-storage.ts'
import { findRecountedChannels } from '@/lib/storage/recount-scopes.ts'
import { writeAudit } from '@/lib/storage/write-audit.ts'
import { requireScope } from './require-scope.ts'

/** The rules, and the version that attempts which they judged carry. */
export type Rules = {
  version: number
  classify(facts: JudgedFacts, kind: ChannelKind): Outcome
}

const CURRENT: Rules = { version: RULES_VERSION, classify }

/** `from` and `to` are details; null: delivered. */
export type Move = { from: string | null; to: string | null; attempts: number; counted: number }

export type Reclassified = {
  version: number
  /** Attempts whose facts were judged, and of them those that got another label, most first. */
  judged: number
  moves: Move[]
  /** The label stayed, but not whether the bot may have processed the request. */
  processedOnly: number
  /** Left alone: another sender told a bare status, or a cause and detail of its own judgement. */
  withoutError: number
  /** Left alone: what arrived keeps no facts. */
  withoutFacts: number
}

const CHUNK = 250
/** Between two chunks a running server gets the lock without having to wait for it. */
const PAUSE_MS = 10

/**
 * Judges the facts of attempts again that an older version of the rules judged, and moves what they count exactly, a
 * chunk in each transaction, so that it is safe beside a running server and goes on where it was killed. Whether an
 * attempt is counted, and what was decided about its delivery, stays.
 * @param apply false: a dry run, which changes nothing and answers the same
 */
export async function reclassify(
  ctx: Context,
  actor: Actor,
  { apply, rules = CURRENT }: { apply: boolean; rules?: Rules },
): Promise<Reclassified> {
  requireScope(actor, 'channels:manage', INSTANCE)
  const total = tallyFor(rules)
  for (const channel of await findRecountedChannels(ctx.storage.read)) {
    const tally = tallyFor(rules)
    tally.withoutFacts = await countWithoutFacts(ctx.storage.read, channel.no, rules.version)
    await judgeChannel(ctx, channel, rules, apply, tally)
    addUp(total, tally)
    if (!apply || tally.judged === 0) continue
    const { version, judged, moves } = tally
    await ctx.storage.writer.run((db) => [
      writeAudit(db, {
        atMs: ctx.now(),
        actor,
        action: 'attempts.reclassify',
        channelId: channel.id,
        detail: { version, judged, moves },
      }),
    ])
  }
  total.moves.sort((a, b) => b.attempts - a.attempts)
  return total
}

async function judgeChannel(
  { storage }: Context,
  { no: channelNo, kind }: { no: number; kind: ChannelKind },
  rules: Rules,
  apply: boolean,
  tally: Reclassified,
): Promise<void> {
  let after: AfterAttempt | null = null
  for (;;) {
    const zone = await findChannelZone(storage.read, channelNo)
    if (zone === null) return
    const attempts: OutdatedAttempt[] = await findOutdated(storage.read, {
      channelNo,
      version: rules.version,
      after,
      limit: CHUNK,
      withBodies: kind === 'braze',
    })
    const judged = attempts.flatMap((attempt) => judge(attempt, kind, rules))
    if (apply && judged.length > 0) {
      const done = await judgeAgain(storage.writer, { channelNo, zone, version: rules.version }, judged)
      await setTimeout(PAUSE_MS)
      // Somebody else wrote meanwhile: what is left of the chunk is read anew.
      if (!done) continue
    }
    for (const each of judged) count(tally, each)
    tally.withoutError += attempts.length - judged.length
    after = attempts.at(-1) ?? null
    if (attempts.length < CHUNK) return
  }
}

function judge(attempt: OutdatedAttempt, kind: ChannelKind, { classify }: Rules): JudgedAgain[] {
  const { error, status, responseBody } = attempt
  if (error === undefined) return []
  const outcome = classify({ status, error, responseBody }, kind)
  return [{ attempt, reason: reasonOf(outcome), processed: processedCode(outcome.processed) }]
}

function tallyFor({ version }: Rules): Reclassified {
  return { version, judged: 0, moves: [], processedOnly: 0, withoutError: 0, withoutFacts: 0 }
}

function count(tally: Reclassified, { attempt, reason, processed }: JudgedAgain): void {
  tally.judged += 1
  if (attempt.reason === reason) {
    if (attempt.processed !== processed) tally.processedOnly += 1
    return
  }
  const nameOf = (number: number) => causeAndDetail(number)?.detail ?? null
  addMove(tally, { from: nameOf(attempt.reason), to: nameOf(reason), attempts: 1, counted: attempt.counted ? 1 : 0 })
}

function addMove({ moves }: Reclassified, move: Move): void {
  const known = moves.find(({ from, to }) => from === move.from && to === move.to)
  if (known === undefined) {
    moves.push({ ...move })
    return
  }
  known.attempts += move.attempts
  known.counted += move.counted
}

function addUp(total: Reclassified, tally: Reclassified): void {
  total.judged += tally.judged
  total.processedOnly += tally.processedOnly
  total.withoutError += tally.withoutError
  total.withoutFacts += tally.withoutFacts
  for (const move of tally.moves) addMove(total, move)
}

import type { GuideBraze, GuideFacts, GuideKey, GuideStatus, GuideTopic, Resend } from '@/lib/domain/guide.ts'
import type { LABELS, LabelledCause } from '@/lib/domain/taxonomy.ts'
import type { CommandId } from './commands.ts'

/** In every text: `code` in backticks, [words](slug) for a link to another page of the guide. */
export type GuideText = string

/** `look`: what to see in the command's output, and what it tells. */
export type GuideStep = { say: GuideText; run?: CommandId; look?: GuideText }

export type GuideEntry = {
  /** What happened on the wire. */
  happened: GuideText
  /** Likely reasons, the likeliest first. */
  reasons: readonly [GuideText, ...GuideText[]]
  /** What to do, in this order. */
  steps: readonly [GuideStep, ...GuideStep[]]
  /** Whether the bot may have acted on the webhook, and how one knows. */
  processed: GuideText
  /** Whether sending it again helps, and from when on. */
  resend: GuideText
}

export type GuideSection = {
  title: string
  say?: readonly GuideText[]
  points?: readonly GuideText[]
  facts?: readonly (readonly [term: string, value: GuideText])[]
  run?: CommandId
  look?: GuideText
}

export type GuideTopicContent = {
  title: string
  /** The page in one sentence, also beside its link. */
  lead: GuideText
  sections: readonly [GuideSection, ...GuideSection[]]
}

export type GuideWords = {
  title: string
  lead: string
  contents: string
  toContents: string
  topics: string
  details: string
  statuses: string
  happened: string
  stopsAt: string
  reasons: string
  steps: string
  processed: string
  resend: string
  resends: Record<Resend, string>
  /** Of Braze's errors instead of `processed`, and whose fault they are. */
  processedByBraze: string
  fault: string
  faults: Record<NonNullable<GuideFacts['fault']>, string>
  brazeErrors: string
  look: string
  /** Says what the marks in commands are. */
  placeholders: string
  copyCommand: string
  stopped: string
  more: string
  /** Of the pages about more than one status. */
  statusTitles: Record<Extract<GuideStatus, '3xx' | '4xx' | '5xx' | 'other'>, string>
  otherStatus: string
}

/** A cause and its details: one file of each language. */
export type EntriesOf<C extends LabelledCause> = Record<C | (typeof LABELS)[C][number], GuideEntry>
export type StatusEntries = Record<'error_status_code' | GuideStatus, GuideEntry>

export type BrazeEntries = Record<GuideBraze, GuideEntry>

/** Everything that the guide says in one language. A page that is missing does not compile. */
export type GuideContent = {
  words: GuideWords
  entries: Record<GuideKey, GuideEntry>
  /** What each row of Braze's table means, in a few words, to stand beside its name. */
  brazeMeanings: Record<GuideBraze, string>
  topics: Record<GuideTopic, GuideTopicContent>
}

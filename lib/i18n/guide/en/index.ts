import type { GuideContent } from '../guide-content.ts'
import { braze, brazeMeanings } from './braze.ts'
import { couldNotConnect } from './could-not-connect.ts'
import { errorStatusCode } from './error-status-code.ts'
import { requestTimeout } from './request-timeout.ts'
import { topics } from './topics.ts'
import { unclassified } from './unclassified.ts'

export const en: GuideContent = {
  words: {
    title: 'Guide',
    lead: 'For every cause and detail: what happened, likely reasons, and what to do.',
    contents: 'Contents of the guide',
    toContents: 'Contents',
    topics: 'Good to know',
    details: 'Details of this cause',
    statuses: 'Pages by status code',
    happened: 'What happened',
    stopsAt: 'Where it stops',
    reasons: 'Likely reasons, most likely first',
    steps: 'What to do',
    processed: 'Processed by the bot',
    resend: 'Redelivery',
    resends: { helps: 'Helps', after_repair: 'Once fixed', may_repeat: 'If duplicates are dropped' },
    processedByBraze: 'Processed by Braze',
    fault: 'At fault',
    faults: { caller: 'The caller', braze: 'Braze' },
    brazeErrors: 'Braze’s errors',
    look: 'Look for',
    placeholders: 'Replace the underlined parts with your own.',
    copyCommand: 'Copy the command',
    stopped: 'It stops here',
    more: 'More in the guide',
    statusTitles: { '3xx': '3xx Redirects', '4xx': 'Other 4xx', '5xx': 'Other 5xx', other: 'Other status codes' },
    otherStatus: 'Other',
  },
  entries: { ...couldNotConnect, ...requestTimeout, ...errorStatusCode, ...unclassified, ...braze },
  brazeMeanings,
  topics,
}

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
    statuses: 'Status codes with a page',
    happened: 'What happened',
    stopsAt: 'Where it stops',
    reasons: 'Likely reasons, likeliest first',
    steps: 'What to do',
    processed: 'Processed by the bot',
    resend: 'Redelivery',
    resends: { helps: 'Helps', after_repair: 'After the repair', may_repeat: 'If duplicates are dropped' },
    processedByBraze: 'Processed by Braze',
    fault: 'Whose fault',
    faults: { caller: 'The caller’s', braze: 'Braze’s' },
    brazeErrors: 'Braze’s errors',
    look: 'Look for',
    placeholders: 'Put your own in place of what is underlined.',
    copyCommand: 'Copy the command',
    stopped: 'It stops here',
    more: 'More in the guide',
    statusTitles: { '3xx': '3xx Redirects', '4xx': 'Other 4xx', '5xx': 'Other 5xx', other: 'Other numbers' },
    otherStatus: 'Other',
  },
  entries: { ...couldNotConnect, ...requestTimeout, ...errorStatusCode, ...unclassified, ...braze },
  brazeMeanings,
  topics,
}

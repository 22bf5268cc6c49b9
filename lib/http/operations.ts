import type { Operation } from './operation.ts'
import { ACCESS_OPERATIONS } from './operations/access.ts'
import { ATTEMPTS_OPERATIONS } from './operations/attempts.ts'
import { CHANNELS_OPERATIONS } from './operations/channels.ts'
import { DELIVERIES_OPERATIONS } from './operations/deliveries.ts'
import { HEALTH_OPERATIONS } from './operations/health.ts'
import { IMPORTS_OPERATIONS } from './operations/imports.ts'
import { KEYS_OPERATIONS } from './operations/keys.ts'
import { LINE_OPERATIONS } from './operations/line.ts'
import { MARKS_OPERATIONS } from './operations/marks.ts'
import { PRACTICE_OPERATIONS } from './operations/practice.ts'
import { REDELIVERY_OPERATIONS } from './operations/redelivery.ts'
import { SENDS_OPERATIONS } from './operations/sends.ts'
import { STATISTICS_OPERATIONS } from './operations/statistics.ts'

/** What belongs together, in the order in which somebody new to the API needs it. */
export const OPERATION_GROUPS = [
  {
    tag: 'attempts',
    about: 'Record what another sender saw, and read every attempt.',
    operations: ATTEMPTS_OPERATIONS,
  },
  { tag: 'channels', about: 'Channels, their settings, secrets and verification.', operations: CHANNELS_OPERATIONS },
  {
    tag: 'deliveries',
    about:
      'What is to be delivered comes in by these; the queue sends it. Calls to /braze/{channelId}/<path> are passed on to the REST endpoint of a Braze channel, whatever their path and method.',
    operations: DELIVERIES_OPERATIONS,
  },
  { tag: 'redelivery', about: 'Send again, by hand, one or many.', operations: REDELIVERY_OPERATIONS },
  { tag: 'statistics', about: 'The numbers that the charts are drawn from.', operations: STATISTICS_OPERATIONS },
  { tag: 'marks', about: 'Points in time that explain a chart, deploys among them.', operations: MARKS_OPERATIONS },
  {
    tag: 'imports',
    about: 'Webhook errors of a file that was downloaded from LINE’s own console.',
    operations: IMPORTS_OPERATIONS,
  },
  {
    tag: 'sends',
    about: 'Tracked sends and campaigns, and the same day by day in the shape of Braze’s API.',
    operations: SENDS_OPERATIONS,
  },
  { tag: 'keys', about: 'Keys for programs that call this API.', operations: KEYS_OPERATIONS },
  { tag: 'line', about: 'LINE’s own calls, for clients of its Messaging API.', operations: LINE_OPERATIONS },
  {
    tag: 'practice',
    about: 'A bot that fails on purpose, and a minute of webhooks to it.',
    operations: PRACTICE_OPERATIONS,
  },
  { tag: 'access', about: 'What the console’s own doors call.', operations: ACCESS_OPERATIONS },
  { tag: 'health', about: 'For whoever watches the process.', operations: HEALTH_OPERATIONS },
] as const satisfies readonly { tag: string; about: string; operations: readonly Operation[] }[]

/** Every operation of the API; a test holds it against the routes under app. */
export const OPERATIONS: readonly Operation[] = OPERATION_GROUPS.flatMap(({ operations }) => operations)

import type { BrazeEntries, GuideContent } from '../guide-content.ts'

const NOTHING_SENT = 'No. Braze says that no message is sent for any 4XX.'
const UNTIL_REPAIRED = 'The same response until the call is fixed. Todoku does not send it again by itself.'
const READ_KEY = {
  say: 'Enter the API key without showing it: run this, paste, press Enter',
  run: 'readBrazeKey',
} as const
const FATAL = { processed: NOTHING_SENT, resend: UNTIL_REPAIRED } as const

export const braze: BrazeEntries = {
  '5XX Internal Server Error': {
    happened:
      'Braze could not carry out the call. The fault is Braze’s. 502: it failed before it reached Braze’s server. 503: the server has no capacity right now. 504: a server of Braze’s waited for another one in vain.',
    reasons: [
      'An incident or maintenance at Braze',
      'High traffic at Braze',
      'A proxy between you and Braze, if the response body is not Braze’s',
    ],
    steps: [
      { say: 'Check whether Braze reports an incident on its status page (`https://status.braze.com`)' },
      READ_KEY,
      { say: 'See whether Braze responds now', run: 'brazeKeyWorks', look: '`200`: it is over' },
      { say: 'Switch on redelivery, so that Todoku sends such calls again with exponential backoff' },
    ],
    processed: 'Maybe. A 504 can come after the work was done.',
    resend:
      'Braze asks for it, with exponential backoff, and does not itself repeat calls that failed during an incident. A message may arrive twice.',
  },

  '400 Bad Request': {
    happened: 'Braze cannot read the call: its syntax is wrong, or something required is missing.',
    reasons: [
      'The body is not JSON: a trailing comma, a comment, single quotes, text put together by hand',
      'The call has nothing for the endpoint to do',
      'A field has the wrong type',
    ],
    steps: [
      { say: 'Let `jq` parse the body', run: 'brazeBody', look: '`parse error` names the line' },
      { say: 'Read `message` and `errors` in the response, in the panel of the attempt' },
      { say: 'Let the HTTP client encode an object instead of joining strings' },
    ],
    ...FATAL,
  },

  '400 No Recipients': {
    happened: 'The call names nobody: no external ID, no alias, no segment, no audience, and it is not a broadcast.',
    reasons: [
      'The list of recipients was empty (a query without results)',
      'The field has the wrong name: `/messages/send` has `external_user_ids`, `/campaigns/trigger/send` has `recipients`',
      '`broadcast: true` is missing',
    ],
    steps: [
      {
        say: 'Count the entries of each list in the body',
        run: 'brazeCountIds',
        look: 'a list that is missing, or `0`',
      },
      { say: 'Do not call Braze when the list is empty' },
    ],
    ...FATAL,
  },

  '400 Invalid Campaign ID': {
    happened: 'Braze has no messaging API campaign with this ID.',
    reasons: [
      'The ID belongs to another workspace or another instance',
      'The campaign is of another type, or was archived',
      'It is the ID of something else: a Canvas, a segment, a message variation',
    ],
    steps: [
      READ_KEY,
      {
        say: 'List the campaigns that this key can see',
        run: 'brazeCampaigns',
        look: 'is the `campaign_id` among them?',
      },
      { say: 'Take the ID from the campaign’s page in Braze, and the key from the same workspace' },
    ],
    ...FATAL,
  },

  '400 Message Variant Unspecified': {
    happened: 'The call names a campaign, but a message in it does not say which message variation it is.',
    reasons: [
      '`message_variation_id` is missing from one of the messages',
      '`campaign_id` was added only for the statistics',
      'It is beside the message instead of inside it',
    ],
    steps: [
      { say: 'Look at each message', run: 'brazeMessages', look: 'a message without `message_variation_id`' },
      { say: 'Put the variation’s ID into each message, or leave `campaign_id` out' },
    ],
    ...FATAL,
  },

  '400 Invalid Message Variant': {
    happened: 'The campaign exists, but none of its messages has this message variation.',
    reasons: [
      'The variation belongs to another campaign',
      'The variation was deleted, or recreated with another ID',
      'The IDs of the campaign and the variation come from different workspaces',
    ],
    steps: [
      READ_KEY,
      { say: 'List the campaign’s variations', run: 'brazeVariants', look: 'the keys are the IDs that exist' },
      { say: 'Take campaign and variation from the same page in Braze' },
    ],
    ...FATAL,
  },

  '400 Mismatched Message Type': {
    happened:
      'At least one message has a message variation of another type: an e-mail with a push variation, for example.',
    reasons: [
      'The variations of two channels were mixed up',
      'The type of the campaign’s message was changed in Braze',
      'iOS and Android push have variations of their own',
    ],
    steps: [
      READ_KEY,
      { say: 'See which type each variation has', run: 'brazeVariants' },
      { say: 'Compare with the names of the messages in the body', run: 'brazeMessages' },
    ],
    ...FATAL,
  },

  '400 Invalid Extra Push Payload': {
    happened: '`extra` of `apple_push` or `android_push` is not a dictionary.',
    reasons: [
      '`extra` was encoded twice, so that it is a string',
      '`extra` is an array',
      '`extra` is `null` or an empty string where there is nothing to send',
    ],
    steps: [
      { say: 'See the type of each `extra`', run: 'brazeExtra', look: '`"object"` is right, or no `extra` at all' },
      { say: 'Use an object of strings, and leave `extra` out when it would be empty' },
    ],
    ...FATAL,
  },

  '400 Max Input Length Exceeded': {
    happened: 'A call to `/users/track` has more than 75 objects.',
    reasons: [
      'A batch is larger than 75',
      'Attributes, events and purchases are each within the limit, but not together',
      'What piled up during a failure is sent in one call',
    ],
    steps: [
      {
        say: 'Count the entries of each list in the body',
        run: 'brazeCountIds',
        look: 'do `attributes`, `events` and `purchases` exceed 75?',
      },
      { say: 'Split into calls of at most 75 objects' },
    ],
    ...FATAL,
  },

  '400 The max number of external_ids and aliases per request was exceeded': {
    happened: 'The call names more than 50 external IDs and aliases.',
    reasons: ['A batch is larger than 50', 'External IDs and aliases are each within the limit, but not together'],
    steps: [
      {
        say: 'Count the entries of each list in the body',
        run: 'brazeCountIds',
        look: '`external_user_ids` and `user_aliases` together',
      },
      { say: 'Split into calls of at most 50, or send to a segment' },
    ],
    ...FATAL,
  },

  '400 The max number of ids per request was exceeded': {
    happened: 'The call names more than 50 IDs.',
    reasons: ['A batch is larger than 50', 'The list has the same ID several times'],
    steps: [
      { say: 'Count the entries of each list in the body', run: 'brazeCountIds', look: '`recipients` above 50' },
      { say: 'Drop duplicates, and split into calls of at most 50' },
    ],
    ...FATAL,
  },

  '400 No message to send': {
    happened: 'The call has recipients, but no message.',
    reasons: [
      '`messages` is missing or empty',
      'There is a message, but it is an empty object (a template that rendered nothing)',
      'The message is outside `messages`',
    ],
    steps: [
      { say: 'Look at the messages', run: 'brazeMessages', look: '`null`, `{}`, or a message that is `{}`' },
      { say: 'Do not call Braze when there is nothing to send' },
    ],
    ...FATAL,
  },

  '400 Slideup Message Length Exceeded': {
    happened: 'A slide-up message has more than 140 characters.',
    reasons: ['The text is too long', 'An inserted name or URL made it too long'],
    steps: [
      { say: 'Count the characters', run: 'brazeSlideup', look: 'above 140' },
      { say: 'Truncate the text after everything has been inserted' },
    ],
    ...FATAL,
  },

  '400 Apple Push Length Exceeded': {
    happened: 'The payload for Apple is larger than 1,912 bytes as JSON.',
    reasons: [
      'The text is too long. A Japanese character takes 3 bytes',
      '`extra` carries data that the app could fetch itself',
    ],
    steps: [
      { say: 'Count the bytes', run: 'brazeBytes', look: 'above 1912' },
      { say: 'Shorten the text, and put an ID into `extra` instead of the data' },
    ],
    ...FATAL,
  },

  '400 Android Push Length Exceeded': {
    happened: 'The payload for Android is larger than 4,000 bytes as JSON.',
    reasons: [
      'The text is too long. A Japanese character takes 3 bytes',
      '`extra` carries data that the app could fetch itself',
    ],
    steps: [
      { say: 'Count the bytes (use `android_push` in the command)', run: 'brazeBytes', look: 'above 4000' },
      { say: 'Shorten the text, and put an ID into `extra` instead of the data' },
    ],
    ...FATAL,
  },

  '400 Bad Request (send_at)': {
    happened:
      'Braze cannot read the time to send at. Braze calls this only `Bad Request`. The name in parentheses is Todoku’s.',
    reasons: [
      'The time is not ISO 8601 (`2026-11-21T09:00:00Z`)',
      'An empty value, or epoch seconds',
      'A date that does not exist',
    ],
    steps: [
      { say: 'Look at the schedule and at the current time', run: 'brazeTime' },
      { say: 'Write the time with the library’s ISO 8601 format, not by hand' },
    ],
    ...FATAL,
  },

  '400 Bad Request (in_local_time)': {
    happened: '`in_local_time` is true, but the time has already passed in the company’s time zone.',
    reasons: [
      'The time was meant in UTC, or in another zone',
      'The call waited (in a queue, for a redelivery) until its time had passed',
      'The time was later today when planned, but had passed when the call was made',
    ],
    steps: [
      {
        say: 'Look at the schedule and at the current time',
        run: 'brazeTime',
        look: 'the company’s time zone is in Braze’s settings',
      },
      { say: 'Leave time zones out of `time` when `in_local_time` is true, and choose a time some hours ahead' },
    ],
    processed: NOTHING_SENT,
    resend: 'Always the same response, because the time does not come back. Make a new call.',
  },

  '401 Unauthorized': {
    happened: 'Braze does not know the API key.',
    reasons: [
      'The header is not `Authorization: Bearer` followed by the key',
      'The REST endpoint belongs to another instance (EU and US have their own)',
      'The key was deleted, or belongs to another workspace',
    ],
    steps: [
      READ_KEY,
      {
        say: 'Try the key with a read-only call',
        run: 'brazeKeyWorks',
        look: '`401`: the key or the endpoint is wrong',
      },
      {
        say: 'Compare the REST endpoint with Braze’s list of instances, and enter key and endpoint in the channel’s settings',
      },
    ],
    processed: NOTHING_SENT,
    resend: 'The same response until key and endpoint are right.',
  },

  '403 Forbidden': {
    happened: 'The account’s plan does not include this, or the account is not active.',
    reasons: ['The plan does not include this endpoint', 'The account was deactivated, or the contract has ended'],
    steps: [
      READ_KEY,
      { say: 'See whether anything is allowed', run: 'brazeKeyWorks', look: '`403` here too: the account itself' },
      { say: 'Ask whoever is responsible for the contract with Braze' },
    ],
    processed: NOTHING_SENT,
    resend: 'The same response until Braze has changed the account.',
  },

  '403 Access Denied': {
    happened: 'Braze knows the API key, but the key does not have permission for this.',
    reasons: [
      'The permission for this endpoint is missing (such as `messages.send`, `users.track`)',
      'The key is older than the feature, and has no permission for it',
      'The key has an allowlist of addresses, and the sender’s is not on it',
    ],
    steps: [
      { say: 'Check the key’s permissions in Braze under Settings → APIs and Identifiers' },
      READ_KEY,
      {
        say: 'After a change, try the endpoint with a call that does nothing',
        run: 'brazeEmptyCall',
        look: '`400`: the permission is there',
      },
    ],
    processed: NOTHING_SENT,
    resend: 'The same response until the key has the permission.',
  },

  '404 Not Found': {
    happened: 'Braze has nothing at this URL.',
    reasons: [
      'The path is misspelled, or has a trailing `/`',
      'The method is wrong (GET instead of POST)',
      'The REST endpoint in the settings has a path of its own',
    ],
    steps: [
      READ_KEY,
      {
        say: 'Call the path with an empty body',
        run: 'brazeEmptyCall',
        look: '`404`: the path is wrong. `400`: it is right',
      },
      { say: 'Compare with the path in Braze’s documentation' },
    ],
    ...FATAL,
  },

  '429 Rate Limited': {
    happened: 'There were more calls than Braze’s rate limit allows.',
    reasons: [
      'A campaign or an import makes one call per user instead of batching',
      'Several programs share the workspace’s limit',
      'After a failure, everything that piled up is sent at once',
    ],
    steps: [
      READ_KEY,
      {
        say: 'Check the limits',
        run: 'brazeHeaders',
        look: '`x-ratelimit-remaining`, and `x-ratelimit-reset` in epoch seconds',
      },
      { say: 'Put up to 50 IDs, or 75 objects for `/users/track`, into one call' },
      { say: 'Lower “Requests at the same time” in the channel’s settings' },
    ],
    processed: NOTHING_SENT,
    resend:
      'It is accepted once the rate limit resets. While redelivery is on, Todoku sends it again and respects `Retry-After`.',
  },
}

export const brazeMeanings: GuideContent['brazeMeanings'] = {
  '5XX Internal Server Error': 'Braze failed',
  '400 Bad Request': 'wrong syntax',
  '400 No Recipients': 'nobody to send to',
  '400 Invalid Campaign ID': 'no such campaign',
  '400 Message Variant Unspecified': 'no message variation given',
  '400 Invalid Message Variant': 'no such message variation',
  '400 Mismatched Message Type': 'variation of another type',
  '400 Invalid Extra Push Payload': 'extra is not a dictionary',
  '400 Max Input Length Exceeded': 'over 75 objects',
  '400 The max number of external_ids and aliases per request was exceeded': 'over 50 IDs and aliases',
  '400 The max number of ids per request was exceeded': 'over 50 IDs',
  '400 No message to send': 'no message in it',
  '400 Slideup Message Length Exceeded': 'over 140 characters',
  '400 Apple Push Length Exceeded': 'over 1,912 bytes',
  '400 Android Push Length Exceeded': 'over 4,000 bytes',
  '400 Bad Request (send_at)': 'time cannot be read',
  '400 Bad Request (in_local_time)': 'time has passed',
  '401 Unauthorized': 'API key unknown',
  '403 Forbidden': 'not in the plan, or inactive',
  '403 Access Denied': 'key lacks permission',
  '404 Not Found': 'wrong URL',
  '429 Rate Limited': 'too many calls',
}

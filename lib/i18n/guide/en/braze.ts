import type { BrazeEntries, GuideContent } from '../guide-content.ts'

const NOTHING_SENT = 'No. Braze says of every 4XX that no message is sent.'
const UNTIL_REPAIRED = 'The same answer until the call is repaired. Todoku does not send it again by itself.'
const READ_KEY = {
  say: 'Put the API key in without showing it: run this, paste, press Enter',
  run: 'readBrazeKey',
} as const
const FATAL = { processed: NOTHING_SENT, resend: UNTIL_REPAIRED } as const

export const braze: BrazeEntries = {
  '5XX Internal Server Error': {
    happened:
      'Braze could not carry out the call. The fault is Braze’s. 502: it failed before it reached their server. 503: the server has no capacity just now. 504: their server waited for another one in vain.',
    reasons: [
      'An incident or maintenance at Braze',
      'Much traffic at Braze',
      'A proxy between you and Braze, if the body of the answer is not Braze’s',
    ],
    steps: [
      { say: 'See whether Braze tells of an incident on its status page (`https://status.braze.com`)' },
      READ_KEY,
      { say: 'See whether Braze answers now', run: 'brazeKeyWorks', look: '`200`: it is over' },
      { say: 'Switch redelivery on, so that Todoku sends such calls again with exponential backoff' },
    ],
    processed: 'Maybe. A 504 can come after the work was done.',
    resend:
      'Braze asks for it, with exponential backoff, and does not repeat by itself calls that failed in an incident. A message may arrive twice.',
  },

  '400 Bad Request': {
    happened: 'Braze cannot read the call: its syntax is wrong, or something that it must have is missing.',
    reasons: [
      'The body is no JSON: a trailing comma, a comment, single quotes, text put together by hand',
      'The call has nothing for the endpoint to do',
      'A field has the wrong type',
    ],
    steps: [
      { say: 'Let `jq` read the body', run: 'brazeBody', look: '`parse error` tells the line' },
      { say: 'Read `message` and `errors` of the answer, on the page of the attempt' },
      { say: 'Have the HTTP client encode an object, instead of joining strings' },
    ],
    ...FATAL,
  },

  '400 No Recipients': {
    happened: 'The call names nobody: no external id, no alias, no segment, no audience, and it is no broadcast.',
    reasons: [
      'The list of recipients came out empty (a query without a result)',
      'The field is misspelt: `/messages/send` has `external_user_ids`, `/campaigns/trigger/send` has `recipients`',
      '`broadcast: true` is missing',
    ],
    steps: [
      { say: 'Count the lists of the body', run: 'brazeCountIds', look: 'a list that is missing, or `0`' },
      { say: 'Do not call Braze when the list is empty' },
    ],
    ...FATAL,
  },

  '400 Invalid Campaign ID': {
    happened: 'Braze has no Messaging API campaign with this id.',
    reasons: [
      'The id is of another workspace or another instance',
      'The campaign is of another kind, or was archived',
      'The id of something else was put in: of a Canvas, a segment, a message variation',
    ],
    steps: [
      READ_KEY,
      { say: 'List the campaigns that this key sees', run: 'brazeCampaigns', look: 'is the `campaign_id` among them?' },
      { say: 'Take the id from the campaign’s page in Braze, and the key from the same workspace' },
    ],
    ...FATAL,
  },

  '400 Message Variant Unspecified': {
    happened: 'The call names a campaign, but a message in it does not say which message variation it is.',
    reasons: [
      '`message_variation_id` is missing in one of the messages',
      '`campaign_id` was put in for the statistics only',
      'It stands beside the message instead of in it',
    ],
    steps: [
      { say: 'Look at each message', run: 'brazeMessages', look: 'a message without `message_variation_id`' },
      { say: 'Put the id of the variation into each message, or leave `campaign_id` out' },
    ],
    ...FATAL,
  },

  '400 Invalid Message Variant': {
    happened: 'The campaign is there, but none of its messages has this message variation.',
    reasons: [
      'The variation belongs to another campaign',
      'The variation was deleted or made anew, and has another id now',
      'The ids of campaign and variation come from different workspaces',
    ],
    steps: [
      READ_KEY,
      { say: 'List the campaign’s variations', run: 'brazeVariants', look: 'the keys are the ids that there are' },
      { say: 'Take campaign and variation from the same page in Braze' },
    ],
    ...FATAL,
  },

  '400 Mismatched Message Type': {
    happened:
      'At least one message has a message variation of another type: an e-mail with that of a push, for example.',
    reasons: [
      'The variations of two channels were exchanged',
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
    happened: '`extra` of `apple_push` or `android_push` is no dictionary.',
    reasons: [
      '`extra` was encoded twice, so that it is a string',
      '`extra` is an array',
      '`extra` is `null` or empty text where there is nothing to say',
    ],
    steps: [
      { say: 'See the type of each `extra`', run: 'brazeExtra', look: '`"object"` is right, or no `extra` at all' },
      { say: 'Give an object of strings, and leave `extra` out when there is none' },
    ],
    ...FATAL,
  },

  '400 Max Input Length Exceeded': {
    happened: 'A call of `/users/track` holds more than 75 objects.',
    reasons: [
      'A batch is larger than 75',
      'Attributes, events and purchases each stay below it, but not together',
      'What waited during a failure is sent in one call',
    ],
    steps: [
      {
        say: 'Count the lists of the body',
        run: 'brazeCountIds',
        look: 'do `attributes`, `events`, `purchases` pass 75?',
      },
      { say: 'Split into calls of at most 75 objects' },
    ],
    ...FATAL,
  },

  '400 The max number of external_ids and aliases per request was exceeded': {
    happened: 'The call names more than 50 external ids and aliases.',
    reasons: ['A batch is larger than 50', 'External ids and aliases each stay below it, but not together'],
    steps: [
      {
        say: 'Count the lists of the body',
        run: 'brazeCountIds',
        look: '`external_user_ids` and `user_aliases` together',
      },
      { say: 'Split into calls of at most 50, or send to a segment' },
    ],
    ...FATAL,
  },

  '400 The max number of ids per request was exceeded': {
    happened: 'The call names more than 50 ids.',
    reasons: ['A batch is larger than 50', 'The list holds the same id several times'],
    steps: [
      { say: 'Count the lists of the body', run: 'brazeCountIds', look: '`recipients` above 50' },
      { say: 'Drop duplicates, and split into calls of at most 50' },
    ],
    ...FATAL,
  },

  '400 No message to send': {
    happened: 'The call has recipients, but no message.',
    reasons: [
      '`messages` is missing or empty',
      'A message is there, but is an empty object (a template without a result)',
      'The message stands outside `messages`',
    ],
    steps: [
      { say: 'Look at the messages', run: 'brazeMessages', look: '`null`, `{}`, or a message that is `{}`' },
      { say: 'Do not call Braze when there is nothing to say' },
    ],
    ...FATAL,
  },

  '400 Slideup Message Length Exceeded': {
    happened: 'A slide-up message has more than 140 characters.',
    reasons: ['The text is too long', 'A name or a URL that was put in made it too long'],
    steps: [
      { say: 'Count the characters', run: 'brazeSlideup', look: 'above 140' },
      { say: 'Cut the text after everything is put in' },
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
      { say: 'Shorten the text, and put an id into `extra` instead of the data' },
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
      { say: 'Count the bytes (put `android_push` into the command)', run: 'brazeBytes', look: 'above 4000' },
      { say: 'Shorten the text, and put an id into `extra` instead of the data' },
    ],
    ...FATAL,
  },

  '400 Bad Request (send_at)': {
    happened:
      'Braze cannot read the time at which to send. Braze calls it `Bad Request` only. The name in brackets is Todoku’s.',
    reasons: [
      'The time is not ISO 8601 (`2026-11-21T09:00:00Z`)',
      'An empty value, or epoch seconds',
      'A date that there is not',
    ],
    steps: [
      { say: 'Look at the schedule, and at the time now', run: 'brazeTime' },
      { say: 'Write the time with the library’s ISO 8601 format, not by hand' },
    ],
    ...FATAL,
  },

  '400 Bad Request (in_local_time)': {
    happened: '`in_local_time` is true, but the time has passed already in the company’s time zone.',
    reasons: [
      'The time was meant in UTC, or in another zone',
      'The call waited (in a queue, in a redelivery) until its time was over',
      'A time of today that was over when the call was made',
    ],
    steps: [
      {
        say: 'Look at the schedule, and at the time now',
        run: 'brazeTime',
        look: 'the company’s zone stands in Braze’s settings',
      },
      { say: 'Leave time zones out of `time` when `in_local_time` is true, and choose a time some hours ahead' },
    ],
    processed: NOTHING_SENT,
    resend: 'The same answer for ever, as the time does not come back. Make a new call.',
  },

  '401 Unauthorized': {
    happened: 'Braze does not know the API key.',
    reasons: [
      'The header is not `Authorization: Bearer` and the key',
      'The REST endpoint is of another instance (EU and US have their own)',
      'The key was deleted, or belongs to another workspace',
    ],
    steps: [
      READ_KEY,
      { say: 'Try the key by reading only', run: 'brazeKeyWorks', look: '`401`: the key or the endpoint is wrong' },
      {
        say: 'Compare the REST endpoint with Braze’s list of instances, and put key and endpoint into the channel’s settings',
      },
    ],
    processed: NOTHING_SENT,
    resend: 'The same answer until key and endpoint are right.',
  },

  '403 Forbidden': {
    happened: 'The account’s plan does not include this, or the account is not active.',
    reasons: ['The plan does not include this endpoint', 'The account was deactivated, or the contract is over'],
    steps: [
      READ_KEY,
      { say: 'See whether anything is allowed', run: 'brazeKeyWorks', look: '`403` here too: the account itself' },
      { say: 'Ask whoever is responsible for the contract with Braze' },
    ],
    processed: NOTHING_SENT,
    resend: 'The same answer until Braze has changed the account.',
  },

  '403 Access Denied': {
    happened: 'Braze knows the API key, but the key may not do this.',
    reasons: [
      'The permission for this endpoint is missing (such as `messages.send`, `users.track`)',
      'The key is older than the feature, and has no permission for it',
      'A list of allowed addresses is set for the key, and ours is not on it',
    ],
    steps: [
      { say: 'See the key’s permissions in Braze, Settings → APIs and Identifiers' },
      READ_KEY,
      {
        say: 'After a change, try the endpoint with a call that does nothing',
        run: 'brazeEmptyCall',
        look: '`400`: the permission is there',
      },
    ],
    processed: NOTHING_SENT,
    resend: 'The same answer until the key has the permission.',
  },

  '404 Not Found': {
    happened: 'Braze has nothing at this URL.',
    reasons: [
      'The path is misspelt, or has a `/` at its end',
      'The method is wrong (GET instead of POST)',
      'The REST endpoint in the settings has a path of its own',
    ],
    steps: [
      READ_KEY,
      {
        say: 'Call the path with nothing in it',
        run: 'brazeEmptyCall',
        look: '`404`: the path is wrong. `400`: it is right',
      },
      { say: 'Compare with the path in Braze’s documentation' },
    ],
    ...FATAL,
  },

  '429 Rate Limited': {
    happened: 'More calls than Braze’s rate limit allows.',
    reasons: [
      'A campaign or an import calls once for each user, instead of in batches',
      'Several programs share the workspace’s limit',
      'Everything that waited is sent at once after a failure',
    ],
    steps: [
      READ_KEY,
      {
        say: 'See the limits',
        run: 'brazeHeaders',
        look: '`x-ratelimit-remaining`, and `x-ratelimit-reset` in epoch seconds',
      },
      { say: 'Put up to 50 ids, or 75 objects of `/users/track`, into one call' },
      { say: 'Lower how many deliveries the channel sends at the same time' },
    ],
    processed: NOTHING_SENT,
    resend:
      'It is accepted when the time of the limit is over. While redelivery is on, Todoku sends again and minds `Retry-After`.',
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
  '400 Invalid Extra Push Payload': 'extra is no dictionary',
  '400 Max Input Length Exceeded': 'over 75 objects',
  '400 The max number of external_ids and aliases per request was exceeded': 'over 50 ids and aliases',
  '400 The max number of ids per request was exceeded': 'over 50 ids',
  '400 No message to send': 'no message in it',
  '400 Slideup Message Length Exceeded': 'over 140 characters',
  '400 Apple Push Length Exceeded': 'over 1,912 bytes',
  '400 Android Push Length Exceeded': 'over 4,000 bytes',
  '400 Bad Request (send_at)': 'time cannot be read',
  '400 Bad Request (in_local_time)': 'time has passed',
  '401 Unauthorized': 'API key unknown',
  '403 Forbidden': 'plan or account',
  '403 Access Denied': 'key lacks permission',
  '404 Not Found': 'wrong URL',
  '429 Rate Limited': 'too many calls',
}

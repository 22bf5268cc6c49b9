import type { GuideContent } from '../guide-content.ts'

export const topics: GuideContent['topics'] = {
  'line-requirements': {
    title: 'What LINE requires (TLS and HTTP)',
    lead: 'What a server must do to receive LINE’s webhooks. Todoku uses the same TLS versions and cipher suites.',
    sections: [
      {
        title: 'Requirements',
        facts: [
          ['TLS version', '1.2 or 1.3. Not 1.1 or older'],
          [
            'Certificate',
            'from a public authority, sent with its intermediates, naming the host in the URL. Not self-signed',
          ],
          ['HTTP version', 'HTTP/1.0, 1.1 or 2 (chosen by ALPN)'],
          ['Method', 'POST'],
          ['URL', 'begins with `https://`, at most 500 characters, one for each channel'],
          ['Port', '443 unless the URL names one. Todoku sends to 80, 443 and 1024 and above'],
          ['Response', '2xx within 2 seconds'],
          ['Redirects', 'not followed: 3xx is [a failure](3xx)'],
          ['Sender’s IP addresses', 'not published. Verify the signature instead of filtering by address'],
        ],
      },
      {
        title: 'Cipher suites',
        facts: [
          ['TLS 1.3', '`AES_256_GCM_SHA384`, `CHACHA20_POLY1305_SHA256`, `AES_128_GCM_SHA256`'],
          [
            'TLS 1.2',
            '`ECDHE-ECDSA-` and `ECDHE-RSA-` with `AES128-GCM-SHA256`, `AES256-GCM-SHA384` or `CHACHA20-POLY1305`',
          ],
          [
            'TLS 1.2, deprecated, HTTP/1.x only',
            '`ECDHE-RSA-AES128-SHA`, `ECDHE-RSA-AES256-SHA`, `AES128-GCM-SHA256`, `AES128-SHA`, `AES256-SHA`',
          ],
        ],
      },
      {
        title: 'Check your server',
        run: 'tlsVersions',
        look: 'the first line is TLS 1.3, the second TLS 1.2. One line with the name of a suite is enough. `(NONE)`: no match in that version',
      },
      {
        title: 'The request',
        facts: [
          ['`content-type`', '`application/json; charset=utf-8`'],
          ['`user-agent`', '`LineBotWebhook/2.0`'],
          [
            '`x-line-signature`',
            'HMAC-SHA256 (Base64) of the body’s bytes exactly as received, keyed with the channel secret',
          ],
          ['Body', '`destination` and `events`. New event types and fields appear without notice'],
        ],
      },
    ],
  },

  verification: {
    title: 'Verification',
    lead: 'One request, sent right away, to see whether it reaches the webhook URL. It is never counted.',
    sections: [
      {
        title: 'What is sent',
        say: [
          'Pressing Verify in the settings sends one webhook without events. Its signature and time limit are those of any webhook.',
        ],
        points: [
          'The body is `{"destination":"…","events":[]}`',
          'The bot should respond with `200`. An empty list of events is no reason for `400`',
          'If it fails, you see where it stopped and what to do',
        ],
      },
      {
        title: 'It is never counted',
        say: [
          'A verification is not part of the error statistics, whether it succeeds or fails. LINE’s console does the same. It is kept in the list of attempts, with the purpose Verification.',
        ],
      },
      {
        title: 'When verification succeeds but webhooks fail',
        points: [
          'Handling events is slow or throws an exception. A verification has no events to handle: see [Request timeout](request-timeout) and [500](500)',
          'Webhooks fail only under load. A verification is a single request',
          'Servers differ (one may have an old certificate). Verify several times',
        ],
      },
    ],
  },

  redelivery: {
    title: 'Redelivery and duplicates',
    lead: 'A webhook that failed may arrive again. The same event keeps the same `webhookEventId`.',
    sections: [
      {
        title: 'LINE’s redelivery',
        say: [
          'With Webhook redelivery switched on in the LINE Developers Console, webhooks that failed are sent again later. It is off by default, and independent of error statistics.',
        ],
        points: [
          '`webhookEventId`, `replyToken` and `timestamp` stay the same. Only `deliveryContext.isRedelivery` becomes `true`',
          'How often and when they are sent again is not published',
          'Events may arrive in a different order: sort by `timestamp` where order matters',
          'A redelivered reply token works for 1 minute after receipt, unless it was already used or the event is more than 20 minutes old',
        ],
      },
      {
        title: 'Dropping duplicates',
        say: [
          'After a failure with “Processed by the bot: Maybe”, the same event may arrive twice. This can happen even with redelivery off, when a connection that was kept open is lost.',
        ],
        points: [
          'Store the `webhookEventId` under a unique constraint, and process the event only if that succeeded',
          'Respond to duplicates with `200` too',
          'Store and process in one transaction, or make processing idempotent',
        ],
      },
      {
        title: 'Is sending again safe?',
        facts: [
          ['No', 'safe: the bot did not process this request'],
          ['Maybe', 'safe if duplicates are dropped'],
          ['It responded', 'see the status and the bot’s log. 4xx: fix the cause first. 5xx: beware of duplicates'],
        ],
      },
    ],
  },

  'not-counted': {
    title: 'Time that was not counted',
    lead: 'While a switch is off, nothing is counted. This does not mean zero errors: the number is unknown.',
    sections: [
      {
        title: 'The two switches',
        facts: [
          ['Error statistics off', 'webhooks are sent and listed as attempts, but not counted'],
          ['Use webhook off', 'nothing is sent. Error statistics are switched off too'],
          ['Both on', 'counted, according to when the attempt started'],
        ],
      },
      {
        title: 'In the chart',
        points: [
          'A hatched band is time that was not counted. It is not a time without errors',
          'The line of the error rate is broken there',
          'Switching on again does not fill in the past',
        ],
      },
      {
        title: 'What happened in the meantime',
        say: [
          'Attempts are still recorded, and you can look at each one in the list of attempts. The settings show which periods were counted, under Counted periods.',
        ],
      },
    ],
  },

  'braze-answers': {
    title: 'Braze’s responses: 2XX, 4XX, 5XX',
    lead: 'What Braze’s response to a call means, and what Todoku makes of it.',
    sections: [
      {
        title: 'The classes',
        facts: [
          [
            '2XX',
            'accepted, which Todoku counts as delivered. This does not mean that it reached a device: the device may be off, or an ID unknown',
          ],
          [
            '4XX (fatal)',
            'the caller’s fault. No message is sent, and the same call gets the same response. Final, except for 429',
          ],
          ['5XX (fatal)', 'Braze’s fault. Braze asks for the call to be sent again with exponential backoff'],
        ],
      },
      {
        title: 'Accepted, with a note',
        facts: [
          [
            'Minor errors',
            '`message` is `success`, and `errors` says what went wrong with parts of it. The rest is sent. Minor errors are counted apart from errors',
          ],
          ['Queued', '`202` with `queued`: maintenance. Braze carries the call out later. Do not send it again'],
          [
            'Unreadable',
            'a 2XX that says neither. Taken as accepted: look at the response, which may have come from a proxy',
          ],
        ],
      },
      {
        title: 'Names',
        say: [
          'A detail gets Braze’s name if the `message` in the response is exactly one from Braze’s table: `400 No Recipients`. With any other message the detail is the status alone, and the message is kept with the attempt.',
        ],
      },
      {
        title: 'What is sent again',
        points: [
          'While redelivery is on: 429, 5XX, and calls without a response. The intervals grow, and `Retry-After` is respected',
          'After a 5XX or no response, a message may arrive twice, because Braze cannot tell the second call from the first',
          'Calls through the pass-through gateway are never sent again: the caller gets the response and decides',
        ],
      },
    ],
  },
}

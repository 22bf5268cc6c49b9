import type { GuideContent } from '../guide-content.ts'

export const topics: GuideContent['topics'] = {
  'line-requirements': {
    title: 'What LINE requires (TLS and HTTP)',
    lead: 'What a server must do to receive LINE’s webhooks. Todoku uses the same TLS versions and cipher suites.',
    sections: [
      {
        title: 'Terms',
        facts: [
          ['TLS version', '1.2 or 1.3. Not 1.1 or older'],
          [
            'Certificate',
            'from a public authority, sent with its intermediates, naming the host of the URL. Not self-signed',
          ],
          ['HTTP version', 'HTTP/1.0, 1.1 or 2 (chosen by ALPN)'],
          ['Method', 'POST'],
          ['URL', 'begins with `https://`, at most 500 characters, one for each channel'],
          ['Port', '443 unless the URL names one. Todoku sends to 80, 443 and 1024 and above'],
          ['Answer', '2xx within 2 seconds'],
          ['Redirects', 'not followed: 3xx is [a failure](3xx)'],
          ['Sender’s addresses', 'not published. Check the signature instead of the address'],
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
        look: 'the first line is TLS 1.3, the second TLS 1.2. One with the name of a suite is enough. `(NONE)`: no match in that version',
      },
      {
        title: 'The request',
        facts: [
          ['`content-type`', '`application/json; charset=utf-8`'],
          ['`user-agent`', '`LineBotWebhook/2.0`'],
          ['`x-line-signature`', 'HMAC-SHA256 (Base64) of the body’s bytes as they came, with the channel secret'],
          ['Body', '`destination` and `events`. New kinds of events and new fields appear without notice'],
        ],
      },
    ],
  },

  verification: {
    title: 'Verification',
    lead: 'One request, sent now, to see whether it reaches the webhook URL. It is in no statistics.',
    sections: [
      {
        title: 'What is sent',
        say: [
          'Verify in the settings sends one webhook without events. Signature and time limit are those of any webhook.',
        ],
        points: [
          'The body is `{"destination":"…","events":[]}`',
          'The bot answers `200`. That there are no events is no reason for `400`',
          'If it fails, you see at which step, and what to do',
        ],
      },
      {
        title: 'It never counts',
        say: [
          'A verification is not part of the error statistics, whether it arrives or not. LINE’s console does the same. It is kept in the list of attempts, with the purpose Verification.',
        ],
      },
      {
        title: 'When verification passes and webhooks fail',
        points: [
          'Handling events is slow or throws. A verification has none to handle: see [Request timeout](request-timeout) and [500](500)',
          'It fails only under load. A verification is a single request',
          'Servers differ (one has an old certificate, say). Verify several times',
        ],
      },
    ],
  },

  redelivery: {
    title: 'Redelivery and duplicates',
    lead: 'A webhook that failed may come again. The same event has the same `webhookEventId`.',
    sections: [
      {
        title: 'LINE’s redelivery',
        say: [
          'With Webhook redelivery switched on in the LINE Developers Console, webhooks that failed are sent again later. It is off by default, and a switch apart from error statistics.',
        ],
        points: [
          '`webhookEventId`, `replyToken` and `timestamp` stay the same. Only `deliveryContext.isRedelivery` becomes `true`',
          'How often and when is not published',
          'The order may differ: sort by `timestamp` where it matters',
          'A redelivered reply token works for 1 minute after receipt, unless it was used or the event is over 20 minutes old',
        ],
      },
      {
        title: 'Dropping duplicates',
        say: [
          'After a failure with “processed by the bot: maybe”, the same event may come twice. Even with redelivery off that can happen, when a connection that was kept open is lost.',
        ],
        points: [
          'Store the `webhookEventId` under a unique constraint, and work only if that succeeded',
          'Answer duplicates with `200` too',
          'Store and work in one transaction, or make the work give the same result when done twice',
        ],
      },
      {
        title: 'Is sending again safe?',
        facts: [
          ['No', 'safe: the bot did not process this request'],
          ['Maybe', 'safe if duplicates are dropped'],
          ['It answered', 'see the status and the bot’s log. 4xx: repair first. 5xx: mind duplicates'],
        ],
      },
    ],
  },

  'not-counted': {
    title: 'Time that was not counted',
    lead: 'While a switch is off nothing is counted. That is not zero errors: it is not known.',
    sections: [
      {
        title: 'The two switches',
        facts: [
          ['Error statistics off', 'webhooks are sent and listed as attempts, but not counted'],
          ['Use webhook off', 'nothing is sent. Error statistics go off with it'],
          ['Both on', 'counted, by the time at which an attempt began'],
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
        title: 'What happened meanwhile',
        say: [
          'Attempts are recorded all the same, and can be read one by one in their list. Which periods were counted is in the settings, under Counted periods.',
        ],
      },
    ],
  },

  'braze-answers': {
    title: 'Braze’s answers: 2XX, 4XX, 5XX',
    lead: 'What Braze’s answer to a call means, and what Todoku makes of it.',
    sections: [
      {
        title: 'The classes',
        facts: [
          [
            '2XX',
            'accepted, and so delivered for Todoku. That is not arrival: a device may be off, an id may be unknown',
          ],
          [
            '4XX (fatal)',
            'the caller’s fault. No message is sent, and the same call gets the same answer. Final, but for 429',
          ],
          ['5XX (fatal)', 'Braze’s fault. Braze asks for the call to be sent again with exponential backoff'],
        ],
      },
      {
        title: 'Accepted, with a remark',
        facts: [
          [
            'Minor errors',
            '`message` is `success`, and `errors` tells what went wrong with parts of it. The rest is sent. They are counted apart from errors',
          ],
          ['Queued', '`202` with `queued`: maintenance. Braze carries the call out later. Do not send it again'],
          [
            'Unreadable',
            'a 2XX that says neither. Accepted as far as one can tell: look at the answer, perhaps a proxy gave it',
          ],
        ],
      },
      {
        title: 'Names',
        say: [
          'A detail has Braze’s name if the answer’s `message` is exactly one of its table: `400 No Recipients`. Other messages leave the status alone, and stay with the attempt.',
        ],
      },
      {
        title: 'What is sent again',
        points: [
          'While redelivery is on: 429, 5XX, and calls without an answer. Pauses grow, and `Retry-After` is minded',
          'After 5XX and calls without an answer a message may arrive twice, as Braze does not know the second from the first',
          'Through the pass-through gateway nothing is sent again: the caller gets the answer and decides',
        ],
      },
    ],
  },
}

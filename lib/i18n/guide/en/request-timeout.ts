import type { EntriesOf } from '../guide-content.ts'

export const requestTimeout: EntriesOf<'request_timeout'> = {
  request_timeout: {
    happened:
      'The request was sent, but no complete response came in time; or the connection was lost while it was being sent. LINE’s limit is 2 seconds.',
    reasons: [
      'The bot does slow work before it responds (other APIs, the database, images, language models)',
      'Load or a cold start delays the moment the bot receives the request',
      'The bot’s process hangs (a deadlock, out of memory)',
    ],
    steps: [
      { say: 'Respond with `200` first and do the work afterwards' },
      {
        say: 'See where the time goes',
        run: 'postWithTimes',
        look: 'the time from `tls` to `first byte` is the bot’s own',
      },
      { say: 'Look at the error rate. Every bot has one of these now and then' },
    ],
    processed: 'Look for the `webhookEventId` in the bot’s log to find out.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Request timeout': {
    happened:
      'The time ran out after the request was sent, or while it was still being sent. There may have been no response at all, or only part of one. LINE’s limit is 2 seconds.',
    reasons: [
      'The bot waits for another API or the database before it responds',
      'A cold start, or waiting for a free worker or pooled connection',
      'The process is out of CPU or memory, or hangs',
      'A proxy holds the response back and passes it on as a whole',
      'The connection was lost in the middle of sending a large body',
    ],
    steps: [
      { say: 'Respond with `200` as soon as the signature is verified, and put the events on a queue' },
      {
        say: 'Measure with a webhook without events',
        run: 'postWithTimes',
        look: 'if the time from `tls` to `first byte` is close to 2 seconds, the server itself is slow. If it is short, handling events is slow',
      },
      {
        say: 'Send to the bot directly, bypassing the proxy, and compare',
        run: 'postAtBot',
        look: 'fast here: something in front (proxy, TLS, network) is slow',
      },
      { say: 'Check whether the bot restarted or ran out of memory at that time', run: 'serviceDeaths' },
    ],
    processed: 'It may have finished late. Look for the `webhookEventId` in the bot’s log to find out.',
    resend:
      'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`. While the bot stays slow, the next attempt is late too.',
  },
}

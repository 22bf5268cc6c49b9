import type { EntriesOf } from '../guide-content.ts'

export const requestTimeout: EntriesOf<'request_timeout'> = {
  request_timeout: {
    happened:
      'The request was sent, but no complete answer came in time; or the connection broke while it was being sent. LINE’s limit is 2 seconds.',
    reasons: [
      'The bot works before it answers (other APIs, the database, images, language models)',
      'Load or a cold start delays the moment at which the bot takes the request',
      'The bot’s process hangs (a deadlock, no memory left)',
    ],
    steps: [
      { say: 'Answer `200` first and work afterwards' },
      {
        say: 'See where the time goes',
        run: 'postWithTimes',
        look: 'from `tls` to `first byte` is the bot’s own time',
      },
      { say: 'Look at the rate. One of these now and then happens to every bot' },
    ],
    processed: 'Look for the `webhookEventId` in the bot’s log to know.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Request timeout': {
    happened:
      'The request was sent (or still being sent) when the time was up. Perhaps not one byte came back, perhaps half an answer. LINE’s limit is 2 seconds.',
    reasons: [
      'The bot waits for another API or the database before it answers',
      'A cold start, or waiting for a free worker or pooled connection',
      'The process is out of CPU or memory, or hangs',
      'A proxy holds the answer back to pass it on whole',
      'The connection broke in the middle of a large body',
    ],
    steps: [
      { say: 'Answer `200` as soon as the signature is checked, and put the events on a queue' },
      {
        say: 'Measure with a webhook without events',
        run: 'postWithTimes',
        look: 'if `tls` to `first byte` is near 2 seconds, the server itself is slow. If it is short, the handling of events is',
      },
      {
        say: 'Compare with the bot alone, past the proxy',
        run: 'postAtBot',
        look: 'fast here: what stands in front (proxy, TLS, network) is slow',
      },
      { say: 'See whether it restarted or ran out of memory at that time', run: 'serviceDeaths' },
    ],
    processed: 'Perhaps late. Look for the `webhookEventId` in the bot’s log to know.',
    resend:
      'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`. While the bot stays slow, the next try is late too.',
  },
}

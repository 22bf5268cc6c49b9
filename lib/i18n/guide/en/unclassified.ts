import type { EntriesOf } from '../guide-content.ts'

export const unclassified: EntriesOf<'unclassified'> = {
  unclassified: {
    happened:
      'The request was sent, but the answer did not end properly: the connection or the stream was cut, or what came cannot be read as HTTP.',
    reasons: [
      'The bot’s process died or restarted in the middle of its work',
      'A proxy or load balancer cut the connection at its own time limit',
      'Something that is not HTTP answered on that port',
    ],
    steps: [
      { say: 'Look for restarts and crashes at that time', run: 'serviceDeaths' },
      {
        say: 'Look at the error log of the proxy in front',
        run: 'nginxErrors',
        look: '`upstream prematurely closed connection`: it was the bot that cut it off',
      },
      { say: 'See what came back in the attempt’s panel' },
    ],
    processed: 'The request was sent, and the cut may have come after the work was done.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Session closed unexpectedly': {
    happened:
      'After the request was sent, the connection itself was closed before the answer was complete. Part of an answer may have come.',
    reasons: [
      'The bot’s process died while handling it (an exception, no memory left)',
      'A deploy stopped the process without waiting for requests under way',
      'A proxy or load balancer has a shorter time limit than the bot needs',
      'The body was shorter than its `content-length`',
    ],
    steps: [
      {
        say: 'Look for restarts and crashes at that time',
        run: 'serviceDeaths',
        look: '`Main process exited` or `Out of memory` at the time of the attempt',
      },
      {
        say: 'See whether it happens again',
        run: 'post',
        look: '`Empty reply from server`: no answer. `transfer closed with … bytes remaining`: half of one',
      },
      { say: 'On SIGTERM, let the bot finish the answers under way before it exits' },
    ],
    processed: 'The cut may have come before the work or after it.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Stream closed unexpectedly': {
    happened:
      'After the request was sent over HTTP/2, the server closed just its stream (RST_STREAM). The connection lives on.',
    reasons: [
      'The server or framework broke the request off (an exception, a time limit of its own)',
      'The server behind the proxy was cut off, and the proxy closed the stream',
      'A limit on the size of headers or body',
      'Two implementations of HTTP/2 disagree (`PROTOCOL_ERROR`)',
    ],
    steps: [
      {
        say: 'See whether it happens again over HTTP/2',
        run: 'postHttp2',
        look: '`000`: it does. With `-v` curl names the `RST_STREAM` or the error’s code',
      },
      { say: 'Compare with HTTP/1.1', run: 'postHttp1', look: 'if only this one works, it is the server’s HTTP/2' },
      { say: 'Look in the server’s log of that time for why it broke off', run: 'nginxErrors' },
    ],
    processed: 'The server had the request when it broke off.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Unclassified webhook dispatch error': {
    happened:
      'The request was sent, but what came back cannot be read as an HTTP response. Headers over 16 KiB, lengths that contradict each other and statuses below 100 count here too.',
    reasons: [
      'The port belongs to something that is not an HTTP server',
      'The headers of the answer are too large (a pile of cookies, for example)',
      '`content-length` comes twice, or contradicts `transfer-encoding`',
      'A hand-written server does not keep to the format',
    ],
    steps: [
      {
        say: 'See how the answer begins',
        run: 'post',
        look: '`Received HTTP/0.9 when not allowed`: this is not HTTP',
      },
      { say: 'Look at the size of the headers and at the lengths', run: 'postForHeaders' },
      { say: 'Leave the writing of responses to the framework' },
    ],
    processed: 'The work may be done even though the answer is broken.',
    resend:
      'While answers are broken it stays an error, even when processed. [Drop duplicates](redelivery) by `webhookEventId`.',
  },
}

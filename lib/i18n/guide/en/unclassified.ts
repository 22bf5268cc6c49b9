import type { EntriesOf } from '../guide-content.ts'

export const unclassified: EntriesOf<'unclassified'> = {
  unclassified: {
    happened:
      'The request was sent, but the response did not end properly: the connection or the stream was cut off, or what came cannot be read as HTTP.',
    reasons: [
      'The bot’s process died or restarted in the middle of its work',
      'A proxy or load balancer cut the connection at its own time limit',
      'Something that is not HTTP responded on that port',
    ],
    steps: [
      { say: 'Look for restarts and crashes at that time', run: 'serviceDeaths' },
      {
        say: 'Check the error log of the proxy in front',
        run: 'nginxErrors',
        look: '`upstream prematurely closed connection`: it was the bot that closed it',
      },
      { say: 'See what came back in the panel of the attempt' },
    ],
    processed: 'The request was sent, and it may have been cut off after the work was done.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Session closed unexpectedly': {
    happened:
      'After the request was sent, the connection itself was closed before the response was complete. Part of a response may have come.',
    reasons: [
      'The bot’s process died while handling it (an exception, out of memory)',
      'A deploy stopped the process without waiting for requests in progress',
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
        look: '`Empty reply from server`: no response. `transfer closed with … bytes remaining`: part of one',
      },
      { say: 'On SIGTERM, let the bot finish the responses in progress before it exits' },
    ],
    processed: 'It may have been cut off before the work or after it.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Stream closed unexpectedly': {
    happened:
      'After the request was sent over HTTP/2, the server closed just its stream (RST_STREAM). The connection stayed open.',
    reasons: [
      'The server or framework aborted the request (an exception, a time limit of its own)',
      'The server behind the proxy closed its connection, so the proxy closed the stream',
      'A limit on the size of headers or body',
      'Two implementations of HTTP/2 disagree (`PROTOCOL_ERROR`)',
    ],
    steps: [
      {
        say: 'See whether it happens again over HTTP/2',
        run: 'postHttp2',
        look: '`000`: it does. With `-v` curl names the `RST_STREAM` or the error code',
      },
      {
        say: 'Compare with HTTP/1.1',
        run: 'postHttp1',
        look: 'if only this one works, the cause is the server’s HTTP/2',
      },
      { say: 'Look in the server’s log of that time for why it aborted the request', run: 'nginxErrors' },
    ],
    processed: 'The server had received the request when it aborted.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  'Unclassified webhook dispatch error': {
    happened:
      'The request was sent, but what came back cannot be read as an HTTP response. This also covers headers over 16 KiB, lengths that contradict each other, and statuses below 100.',
    reasons: [
      'The port belongs to something that is not an HTTP server',
      'The response headers are too large (many cookies, for example)',
      '`content-length` comes twice, or contradicts `transfer-encoding`',
      'A hand-written server does not follow the format',
    ],
    steps: [
      {
        say: 'See how the response begins',
        run: 'post',
        look: '`Received HTTP/0.9 when not allowed`: it is not HTTP',
      },
      { say: 'Check the size of the headers, and the lengths they state', run: 'postForHeaders' },
      { say: 'Leave writing responses to the framework' },
    ],
    processed: 'The work may be done even though the response is broken.',
    resend:
      'As long as responses are broken it stays an error, even when processed. [Drop duplicates](redelivery) by `webhookEventId`.',
  },
}

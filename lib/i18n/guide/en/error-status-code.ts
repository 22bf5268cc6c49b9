import type { StatusEntries } from '../guide-content.ts'

const ASK_BOT = { say: 'Check the bot’s log of that time', run: 'serviceLog' } as const

export const errorStatusCode: StatusEntries = {
  error_status_code: {
    happened:
      'The bot, or something in front of it, responded with a status outside 2xx. The connection and TLS are fine. The detail is the status itself.',
    reasons: [
      '5xx: a failure of the bot or of the proxy in front',
      '401 and 403: signature verification fails, or a web application firewall refuses the request',
      '404 and 405: the path or the method is wrong',
      '3xx: a redirect. Webhooks do not follow redirects',
    ],
    steps: [
      {
        say: 'See who responded',
        run: 'postForHeaders',
        look: 'do `server:` and the body belong to the bot, or to a proxy or firewall?',
      },
      ASK_BOT,
      { say: 'Record and handle failures of the work yourself, and respond to the webhook with `200`' },
    ],
    processed: 'The bot responded. The status and the bot’s log tell how far the work got.',
    resend:
      '3xx and 4xx: the same response until the cause is fixed. 5xx: it may arrive, and is processed twice if part of the work was done.',
  },

  '3xx': {
    happened: 'The response points to another URL. Webhooks do not follow redirects, so this is a failure.',
    reasons: [
      'A redirect to another host (with or without `www`, from an old domain to a new one)',
      'A redirect because of a trailing `/`',
      'A redirect to a sign-in page: the path is behind authentication',
      'A redirect from HTTP to HTTPS (the proxy tells the server behind it that the request was `http`)',
    ],
    steps: [
      { say: 'See where it points', run: 'postForStatus', look: 'the URL after the status' },
      { say: 'If that is the right place for webhooks, set it as the webhook URL' },
      { say: 'If it is a sign-in page, exempt the path from authentication and rely on the signature' },
    ],
    processed: 'Usually not. Something in front of the handler sent the redirect.',
    resend: 'The same response until the URL or the redirect is changed.',
  },

  '400': {
    happened: 'The response says that the request is malformed.',
    reasons: [
      'The bot’s validation rejects an event type or a field that it does not know',
      'Signature verification fails, and the bot responds with `400`',
      'It rejects a body without events (`"events": []`)',
      'Plain HTTP is passed to an HTTPS port (a proxy setting)',
    ],
    steps: [
      { say: 'Read the reason in the response body', run: 'postForHeaders' },
      { say: 'Skip unknown values of `type` and unknown fields: new ones appear without notice' },
      ASK_BOT,
    ],
    processed: 'Usually not. A bot that handles several events one by one may have handled some.',
    resend: 'The same body gets the same response until the validation is changed.',
  },

  '401': {
    happened: 'The response says that the sender is not authenticated.',
    reasons: [
      'Signature verification fails: the bot has another channel secret, or the secret was reissued',
      'The signature is computed over JSON that was parsed and serialized again. It must be computed over the bytes as received',
      'Basic authentication or an API gateway in front asks for credentials',
    ],
    steps: [
      { say: 'Enter the channel secret without showing it: run this, paste, press Enter', run: 'readSecret' },
      {
        say: 'Send with a correct signature',
        run: 'postSigned',
        look: '`200`: the bot’s verification is right, so compare with the secret registered for the channel. `401`: the bot’s verification, or something in front, is wrong',
      },
      {
        say: 'A `www-authenticate` header comes from something in front: exempt the webhook path',
        run: 'postForHeaders',
      },
    ],
    processed: 'Usually not. Check in the code that no work begins before verification.',
    resend: 'The same response until the secret or the verification is corrected.',
  },

  '403': {
    happened: 'The response says that this is not allowed.',
    reasons: [
      'A web application firewall or CDN refuses senders that are not browsers',
      'An allowlist of addresses. LINE does not publish the addresses it sends from',
      'CSRF protection also covers the webhook path',
      'Signature verification fails, and the bot responds with `403`',
    ],
    steps: [
      {
        say: 'See who refuses the request',
        run: 'postForHeaders',
        look: 'is a firewall or CDN named in `server:` or the body?',
      },
      {
        say: 'Exempt only the webhook path from the firewall, the allowlist and CSRF protection, and rely on the signature',
      },
      { say: 'See in the proxy’s log how LINE’s webhooks were answered', run: 'nginxWebhooks' },
    ],
    processed: 'Usually not.',
    resend: 'The same response until the restriction is changed.',
  },

  '404': {
    happened: 'The response says that there is nothing at this URL.',
    reasons: [
      'The path differs in spelling, in case, or by a trailing `/`',
      'A deploy changed or removed the route',
      'The proxy passes it to the wrong server (`server_name`, `location`)',
      'The tunnel or serverless endpoint no longer exists',
    ],
    steps: [
      {
        say: 'See who responded',
        run: 'postForHeaders',
        look: 'is the body from the bot, or from a proxy or hosting platform?',
      },
      {
        say: 'Send to the bot directly and compare',
        run: 'postAtBot',
        look: '`200` here: the proxy sends it elsewhere',
      },
      { say: 'See where the proxy sends it', run: 'nginxProxy' },
    ],
    processed: 'No. No route takes it.',
    resend: 'The same response until the URL or the route is corrected.',
  },

  '405': {
    happened: 'The response says that POST is not accepted at this URL.',
    reasons: [
      'The route exists only for GET',
      'The URL points to a home page or a static file',
      'Something in front turns the POST into a GET',
    ],
    steps: [
      { say: 'See which methods are accepted', run: 'postForHeaders', look: 'is `POST` in `allow:`?' },
      { say: 'Add POST to the route. Opening the URL in a browser only shows that GET works' },
      { say: 'Press Verify in the settings' },
    ],
    processed: 'No.',
    resend: 'The same response until the route is corrected.',
  },

  '410': {
    happened: 'The response says that this URL is no longer in use and will not come back.',
    reasons: [
      'The bot moved to a new URL',
      'A tunnel or preview environment has expired',
      'The route was closed on purpose',
    ],
    steps: [
      { say: 'See who responded', run: 'postForHeaders' },
      { say: 'Change the webhook URL to the bot’s current one' },
      { say: 'If the channel is no longer needed, switch off Use webhook' },
    ],
    processed: 'No.',
    resend: 'The same response until the URL is changed.',
  },

  '413': {
    happened: 'The response says that the body is too large.',
    reasons: [
      'The proxy’s limit was lowered (nginx: `client_max_body_size`, 1 MB by default)',
      'The framework’s limit (Express: `express.json()` accepts 100 KB by default)',
      'The limit of a serverless platform or API gateway',
    ],
    steps: [
      { say: 'Test the limit with a 200 KB body', run: 'postLarge', look: '`413`: the limit is lower than that' },
      { say: 'Check the proxy’s limits', run: 'nginxLimits' },
      { say: 'Many events make a large body: allow at least 1 MB on the webhook path' },
    ],
    processed: 'Usually not. It was refused before the body was read.',
    resend: 'A body of that size gets the same response until the limit is raised.',
  },

  '415': {
    happened: 'The response says that this kind of body is not accepted.',
    reasons: [
      'The bot compares the whole of `application/json; charset=utf-8` instead of the type alone',
      'The route accepts form data only',
    ],
    steps: [
      {
        say: 'Send with LINE’s `content-type`',
        run: 'postForHeaders',
        look: '`415` in the first line: the same failure',
      },
      { say: 'Accept `application/json` whatever follows the `;`' },
    ],
    processed: 'No.',
    resend: 'The same response until the route accepts it.',
  },

  '429': {
    happened: 'The response says that there were too many requests in a short time.',
    reasons: [
      'A firewall’s or proxy’s rate limit covers webhooks too (there are few senders, so a limit per address is soon reached)',
      'A serverless platform’s concurrency limit',
      'The bot passes on a `429` of another API that it calls',
    ],
    steps: [
      {
        say: 'See who refuses the request',
        run: 'postForHeaders',
        look: 'do `retry-after`, `server:` and the body come from a proxy?',
      },
      { say: 'Check the proxy’s limits', run: 'nginxLimits' },
      { say: 'Respond with `200` first, and let a queue set the pace of the work' },
    ],
    processed: 'Not if something in front refused it. If the bot itself did, part of the work may be done.',
    resend: 'It arrives when there is less traffic. While the limit is low, redelivery adds to the load.',
  },

  '4xx': {
    happened: 'The bot, or something in front of it, refused the request.',
    reasons: [
      'The bot’s validation or authentication refused it',
      'A proxy, firewall or API gateway refused it',
      'The bot responds to failures of its own work with 4xx',
    ],
    steps: [
      { say: 'Read the reason in the response headers and body', run: 'postForHeaders' },
      ASK_BOT,
      { say: 'Respond with `200` when the signature is right, and record failures of the work yourself' },
    ],
    processed: 'Usually not. If the bot itself responded, see its log.',
    resend: 'The same response until the cause is fixed.',
  },

  '500': {
    happened: 'The response says that something failed inside the bot.',
    reasons: [
      'An exception (an unexpected event type, a field that is `null`)',
      'The database or another API failed',
      'The last deploy brought a defect, or lacks an environment variable',
    ],
    steps: [
      { say: 'Look for the exception', run: 'serviceLog' },
      {
        say: 'Compare the time of the first failure with that of the last deploy. If they coincide, go back to the previous version',
      },
      { say: 'Respond with `200` first, and retry failed events from a queue of your own' },
    ],
    processed: 'Part of the work may be done. The bot’s log tells how much.',
    resend:
      'It arrives if the cause was temporary. If part of the work was done, it happens twice: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  '502': {
    happened: 'A proxy in front says that it got no proper response from the bot.',
    reasons: [
      'The bot’s process is down, or still starting',
      'The bot closed the connection midway (a crash, out of memory)',
      'The proxy sends to the wrong port or with the wrong protocol',
      'The bot keeps idle connections open for less time than the proxy does',
    ],
    steps: [
      {
        say: 'Check the proxy’s error log',
        run: 'nginxErrors',
        look: '`connect() failed (111`: not running. `upstream prematurely closed connection`: died midway',
      },
      { say: 'Send to the bot directly', run: 'postAtBot', look: '`000`: the bot is not running' },
      { say: 'Look for restarts and crashes at that time', run: 'serviceDeaths' },
    ],
    processed: 'Not if the bot was down. Maybe, if it was cut off midway.',
    resend: 'It arrives once the bot is back, perhaps for the second time if it was cut off.',
  },

  '503': {
    happened:
      'The response says that nothing can take the request right now. Most often it comes from a load balancer in front of the bot.',
    reasons: [
      'A deploy is going on, and no server is ready',
      'All servers failed the health check and were taken out of service',
      'A limit on connections or concurrency',
      'A maintenance page',
    ],
    steps: [
      {
        say: 'See who responded',
        run: 'postForHeaders',
        look: 'do `server:`, `retry-after` and the body come from the load balancer?',
      },
      { say: 'Check the load balancer’s targets and their health checks' },
      { say: 'Let the new process accept requests before the old one stops' },
    ],
    processed: 'Usually not. The request did not reach the bot.',
    resend: 'It arrives once a server is ready. Redelivery makes up for a deploy of a few seconds.',
  },

  '504': {
    happened:
      'A proxy in front says that the bot took too long. This happens when the proxy’s limit is shorter than 2 seconds.',
    reasons: [
      'The bot is slow, for the same reasons as [Request timeout](request-timeout)',
      'The proxy’s time limit is short (nginx: `proxy_read_timeout`)',
      'A firewall drops the connections from the proxy to the bot',
    ],
    steps: [
      {
        say: 'Send to the bot directly and measure the time',
        run: 'postAtBot',
        look: 'the second number is the time in seconds. If it is slow without events, the bot is slow to accept requests',
      },
      { say: 'See where the proxy sends it, and check its time limits', run: 'nginxProxy' },
      { say: 'Respond with `200` first and do the work afterwards' },
    ],
    processed: 'Maybe. The bot goes on working after the proxy has stopped waiting.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  '5xx': {
    happened: 'The response says that the bot, or something in front of it, failed.',
    reasons: [
      'An exception in the bot, or a lack of resources',
      'A proxy or CDN cannot reach what is behind it (with Cloudflare: 520 and up)',
      'The server’s configuration (a method or version that it does not support)',
    ],
    steps: [
      { say: 'See who responded', run: 'postForHeaders' },
      ASK_BOT,
      { say: 'Check the error log of the proxy in front', run: 'nginxErrors' },
    ],
    processed: 'Part of the work may be done. See the bot’s log.',
    resend: 'It arrives when the failure is over, perhaps for the second time.',
  },

  other: {
    happened: 'A status that is not usually a final response: `101` (switching protocols), or 600 and above.',
    reasons: [
      'A server for something else responded, such as one for WebSockets',
      'The bot or a proxy uses status codes of its own',
    ],
    steps: [{ say: 'See what responded', run: 'postForHeaders' }, { say: 'Respond to webhooks with `200`' }],
    processed: 'The status code does not tell. See the bot’s log.',
    resend: 'Find out what the status code stands for first.',
  },
}

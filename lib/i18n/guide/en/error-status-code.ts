import type { StatusEntries } from '../guide-content.ts'

const ASK_BOT = { say: 'Read the bot’s log of that time', run: 'serviceLog' } as const

export const errorStatusCode: StatusEntries = {
  error_status_code: {
    happened:
      'The bot, or something in front of it, answered with a status outside 2xx. Connection and TLS are fine. The detail is the status itself.',
    reasons: [
      '5xx: a failure of the bot or of the proxy in front',
      '401 and 403: the check of the signature fails, or a web firewall refuses',
      '404 and 405: the path or the method is wrong',
      '3xx: a redirect. Webhooks do not follow redirects',
    ],
    steps: [
      {
        say: 'See who answered',
        run: 'postForHeaders',
        look: 'do `server:` and the body belong to the bot, or to a proxy or firewall?',
      },
      ASK_BOT,
      { say: 'Record and handle failures of the work yourself, and answer the webhook with `200`' },
    ],
    processed: 'It answered. How far the work got is told by the status and the bot’s log.',
    resend: '3xx and 4xx: the same answer until repaired. 5xx: it may arrive, and twice if part of the work was done.',
  },

  '3xx': {
    happened: 'The answer points to another URL. Webhooks do not follow redirects, so this is a failure.',
    reasons: [
      'A redirect of the host (with or without `www`, an old domain to a new one)',
      'A redirect because of a trailing `/`',
      'A redirect to a sign-in page: the path is behind authentication',
      'A redirect from HTTP to HTTPS (the proxy tells the server behind it that the request was `http`)',
    ],
    steps: [
      { say: 'See where it points', run: 'postForStatus', look: 'the URL after the status' },
      { say: 'If that is the right place for webhooks, make it the webhook URL' },
      { say: 'If it is a sign-in page, take the path out of authentication and rely on the signature' },
    ],
    processed: 'Usually not. Something in front of the handler sent the redirect.',
    resend: 'The same answer until the URL or the redirect is changed.',
  },

  '400': {
    happened: 'The answer says that the request is malformed.',
    reasons: [
      'The bot’s validation rejects a kind of event or a field that it does not know',
      'The check of the signature fails, and the bot says `400` for that',
      'It rejects a body without events (`"events": []`)',
      'Plain HTTP is passed to an HTTPS port (a proxy’s setting)',
    ],
    steps: [
      { say: 'Read the reason in the body of the answer', run: 'postForHeaders' },
      { say: 'Skip unknown values of `type` and unknown fields: new ones appear without notice' },
      ASK_BOT,
    ],
    processed: 'Usually not. A bot that handles several events one by one may have handled some.',
    resend: 'The same body gets the same answer until the validation is changed.',
  },

  '401': {
    happened: 'The answer says that the sender is not authenticated.',
    reasons: [
      'The check of the signature fails: another channel secret, or one that was reissued',
      'The signature is computed over JSON that was parsed and written again. It must be over the bytes as they came',
      'Basic authentication or an API gateway in front asks for credentials',
    ],
    steps: [
      { say: 'Put the channel secret in without showing it: run this, paste, press Enter', run: 'readSecret' },
      {
        say: 'Send with a right signature',
        run: 'postSigned',
        look: '`200`: the bot’s check is right, so compare with the secret registered for the channel. `401`: the bot’s check, or something in front',
      },
      {
        say: 'A header `www-authenticate` comes from something in front: exempt the webhook’s path',
        run: 'postForHeaders',
      },
    ],
    processed: 'Usually not. See in the code that no work begins before the check.',
    resend: 'The same answer until the secret or the check is corrected.',
  },

  '403': {
    happened: 'The answer says that this is not allowed.',
    reasons: [
      'A web firewall or CDN refuses a sender that is no browser',
      'A list of allowed addresses. LINE does not publish the addresses it sends from',
      'Protection against CSRF also covers the webhook’s path',
      'The check of the signature fails, and the bot says `403` for that',
    ],
    steps: [
      { say: 'See who refuses', run: 'postForHeaders', look: 'is a firewall or CDN named in `server:` or the body?' },
      { say: 'Exempt only the webhook’s path from firewall, address list and CSRF check, and rely on the signature' },
      { say: 'See what LINE’s webhooks were answered, in the proxy’s log', run: 'nginxWebhooks' },
    ],
    processed: 'Usually not.',
    resend: 'The same answer until the restriction is changed.',
  },

  '404': {
    happened: 'The answer says that there is nothing at this URL.',
    reasons: [
      'The path differs in spelling, in upper and lower case, or by a trailing `/`',
      'A deploy changed or removed the route',
      'The proxy passes it to another server (`server_name`, `location`)',
      'The tunnel or serverless endpoint is gone',
    ],
    steps: [
      { say: 'See who answered', run: 'postForHeaders', look: 'is the body the bot’s, or a proxy’s or host’s?' },
      { say: 'Compare with the bot alone', run: 'postAtBot', look: '`200` here: the proxy sends it elsewhere' },
      { say: 'See where the proxy sends it', run: 'nginxProxy' },
    ],
    processed: 'No. No route takes it.',
    resend: 'The same answer until the URL or the route is corrected.',
  },

  '405': {
    happened: 'The answer says that POST is not accepted there.',
    reasons: [
      'The route exists for GET only',
      'The URL is that of a home page or a static file',
      'Something in front turns the POST into a GET',
    ],
    steps: [
      { say: 'See which methods are accepted', run: 'postForHeaders', look: 'is `POST` in `allow:`?' },
      { say: 'Add POST to the route. That it opens in a browser only shows that GET works' },
      { say: 'Press Verify in the settings' },
    ],
    processed: 'No.',
    resend: 'The same answer until the route is corrected.',
  },

  '410': {
    happened: 'The answer says that this URL is no longer in use, and is not coming back.',
    reasons: [
      'The bot moved to a new URL',
      'A tunnel or preview environment has expired',
      'The route was closed on purpose',
    ],
    steps: [
      { say: 'See who answered', run: 'postForHeaders' },
      { say: 'Change the webhook URL to where the bot is now' },
      { say: 'If the channel is no longer needed, switch Use webhook off' },
    ],
    processed: 'No.',
    resend: 'The same answer until the URL is changed.',
  },

  '413': {
    happened: 'The answer says that the body is too large.',
    reasons: [
      'The proxy’s limit was lowered (nginx: `client_max_body_size`, 1 MB by default)',
      'The framework’s limit (Express: `express.json()` takes 100 KB by default)',
      'The limit of a serverless platform or API gateway',
    ],
    steps: [
      { say: 'Try the limit with a body of 200 KB', run: 'postLarge', look: '`413`: the limit is lower than that' },
      { say: 'See the proxy’s limits', run: 'nginxLimits' },
      { say: 'Many events make a large body: allow at least 1 MB on the webhook’s path' },
    ],
    processed: 'Usually not. It was refused before the body was read.',
    resend: 'A body of that size gets the same answer until the limit is raised.',
  },

  '415': {
    happened: 'The answer says that this kind of body is not accepted.',
    reasons: [
      'The bot compares `application/json; charset=utf-8` as a whole instead of the type alone',
      'The route takes form data only',
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
    resend: 'The same answer until the route accepts it.',
  },

  '429': {
    happened: 'The answer says that there are too many requests in a short time.',
    reasons: [
      'A rate limit of a firewall or proxy covers webhooks too (few senders, so a limit for each address is soon reached)',
      'A serverless platform’s limit of concurrency',
      'The bot passes on a `429` of another API that it calls',
    ],
    steps: [
      {
        say: 'See who refuses',
        run: 'postForHeaders',
        look: 'do `retry-after`, `server:` and the body come from a proxy?',
      },
      { say: 'See the proxy’s limits', run: 'nginxLimits' },
      { say: 'Answer `200` first, and let a queue set the pace of the work' },
    ],
    processed: 'Not if something in front refused. If the bot itself did, part of the work may be done.',
    resend: 'It arrives when there is less traffic. While the limit is low, redelivery adds to the load.',
  },

  '4xx': {
    happened: 'The bot, or something in front of it, refused the request.',
    reasons: [
      'The bot’s validation or authentication refused it',
      'A proxy, firewall or API gateway refused it',
      'The bot answers failures of its own work with 4xx',
    ],
    steps: [
      { say: 'Read the reason in headers and body', run: 'postForHeaders' },
      ASK_BOT,
      { say: 'Answer `200` when the signature is right, and record failures of the work yourself' },
    ],
    processed: 'Usually not. If the bot itself answered, its log knows.',
    resend: 'The same answer until the reason is gone.',
  },

  '500': {
    happened: 'The answer says that something failed inside the bot.',
    reasons: [
      'An exception (an event of an unexpected kind, a field that is `null`)',
      'The database or another API failed',
      'The last deploy: a defect, or a missing environment variable',
    ],
    steps: [
      { say: 'Look for the exception', run: 'serviceLog' },
      { say: 'Compare the first failure with the last deploy. If they coincide, go back to the version before' },
      { say: 'Answer `200` first, and retry events that fail from a queue of your own' },
    ],
    processed: 'Part of the work may be done. How much, the bot’s log knows.',
    resend:
      'It arrives if the reason passes. If part of the work was done it happens twice: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  '502': {
    happened: 'A proxy in front says that it got no proper answer from the bot.',
    reasons: [
      'The bot’s process is down, or still starting',
      'The bot cut the connection in the middle (a crash, no memory left)',
      'The proxy sends to the wrong port or with the wrong protocol',
      'The bot keeps idle connections for less time than the proxy does',
    ],
    steps: [
      {
        say: 'Read the proxy’s error log',
        run: 'nginxErrors',
        look: '`connect() failed (111`: not running. `upstream prematurely closed connection`: died in the middle',
      },
      { say: 'Send to the bot alone', run: 'postAtBot', look: '`000`: the bot is not running' },
      { say: 'Look for restarts and crashes at that time', run: 'serviceDeaths' },
    ],
    processed: 'Not if the bot was down. Maybe, if it was cut off in the middle.',
    resend: 'It arrives once the bot is back, perhaps for the second time if it was cut off.',
  },

  '503': {
    happened:
      'The answer says that nothing can take the request just now. Most often a load balancer in front of the bot says so.',
    reasons: [
      'A deploy, and no server is ready',
      'All servers failed the health check and were taken out',
      'A limit of connections or concurrency',
      'A maintenance page',
    ],
    steps: [
      {
        say: 'See who answered',
        run: 'postForHeaders',
        look: 'do `server:`, `retry-after` and the body come from the load balancer?',
      },
      { say: 'Look at the load balancer’s targets and their health checks' },
      { say: 'Let the new process accept requests before the old one stops' },
    ],
    processed: 'Usually not. It did not get as far as the bot.',
    resend: 'It arrives once a server is ready. After a deploy of some seconds, redelivery makes up for the gap.',
  },

  '504': {
    happened:
      'A proxy in front says that the bot took too long. You see this when the proxy’s limit is shorter than 2 seconds.',
    reasons: [
      'The bot is slow, for the same reasons as [Request timeout](request-timeout)',
      'The proxy’s time limit is short (nginx: `proxy_read_timeout`)',
      'A firewall drops the connections from the proxy to the bot',
    ],
    steps: [
      {
        say: 'Send to the bot alone and measure',
        run: 'postAtBot',
        look: 'the second number is seconds. If it is slow without events, the bot’s entrance is slow',
      },
      { say: 'See where the proxy sends it and its time limits', run: 'nginxProxy' },
      { say: 'Answer `200` first and work afterwards' },
    ],
    processed: 'Maybe. The bot goes on after the proxy has stopped waiting.',
    resend: 'It arrives, perhaps for the second time: [drop duplicates](redelivery) by `webhookEventId`.',
  },

  '5xx': {
    happened: 'The answer says that the bot, or something in front of it, failed.',
    reasons: [
      'An exception in the bot, or it is out of some resource',
      'A proxy or CDN cannot reach what is behind it (with Cloudflare: 520 and up)',
      'The server’s configuration (a method or version that it does not support)',
    ],
    steps: [
      { say: 'See who answered', run: 'postForHeaders' },
      ASK_BOT,
      { say: 'Read the error log of the proxy in front', run: 'nginxErrors' },
    ],
    processed: 'Part of the work may be done. The bot’s log knows.',
    resend: 'It arrives when the failure is over, perhaps for the second time.',
  },

  other: {
    happened:
      'A status that is not usually the last word of an answer: `101` (switching protocols), or a number from 600 on.',
    reasons: [
      'A server for something else answered, one for WebSockets for example',
      'The bot or a proxy uses numbers of its own',
    ],
    steps: [{ say: 'See what answered', run: 'postForHeaders' }, { say: 'Answer webhooks with `200`' }],
    processed: 'The number does not tell. The bot’s log knows.',
    resend: 'Find out what the number stands for first.',
  },
}

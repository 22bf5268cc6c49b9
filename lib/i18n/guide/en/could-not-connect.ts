import type { EntriesOf } from '../guide-content.ts'

export const couldNotConnect: EntriesOf<'could_not_connect'> = {
  could_not_connect: {
    happened:
      'It ended before a request could be sent: at the URL, the DNS look-up, TCP or TLS. The detail tells you where.',
    reasons: [
      'The bot or its server is down',
      'The certificate has expired, or the intermediate certificate is not sent',
      'A firewall or security group blocks connections from outside',
      'A change of domain or DNS is wrong, or has not propagated yet',
    ],
    steps: [
      { say: 'Find the detail and open its page' },
      {
        say: 'POST to the same URL from outside the server',
        run: 'post',
        look: 'the last lines that begin with `*` say where it stops: `Connection refused` is TCP, anything with `SSL` is TLS',
      },
      { say: 'Once it is fixed, press Verify in the settings. A verification is [never counted](verification)' },
    ],
    processed: 'The request was not sent, or an HTTP/2 server said explicitly that it did not accept it.',
    resend: 'Once fixed, it arrives, and only once. Until then it fails in the same place.',
  },

  'Connection failed': {
    happened:
      'The other side refused the TCP connection at once (RST), or there was no route to it. Over HTTP/2, a server that refused the stream before it began (REFUSED_STREAM) counts here too.',
    reasons: [
      'The bot or its reverse proxy is not running (`ECONNREFUSED`)',
      'It listens only on `127.0.0.1`, which cannot be reached from outside',
      'It listens on a different port from the one in the URL',
      'A firewall rejects the connection',
      'The server has a new address, but DNS still has the old one (`EHOSTUNREACH`, for example)',
    ],
    steps: [
      {
        say: 'On the server, see what listens on port 443',
        run: 'listening',
        look: 'no line: nothing is listening. Only `127.0.0.1:443`: it cannot be reached from outside',
      },
      {
        say: 'Connect from outside the server',
        run: 'connect',
        look: '`Connection refused`: not fixed yet. `Connected to`: TCP works again',
      },
      { say: 'Check the state of the service. If it is down, find out why, then start it', run: 'serviceState' },
    ],
    processed: 'There was no connection, so not a single byte of the request was sent.',
    resend: 'It arrives once the server is listening again. Redelivery makes up for a restart of a few seconds.',
  },

  'Connection failed (received GOAWAY)': {
    happened: 'Over HTTP/2 the server sent GOAWAY, and the last stream it named as accepted came before this request.',
    reasons: [
      'The server is draining its connections for a deploy or restart',
      'A connection reached its limit of requests or its maximum age (nginx: `keepalive_requests`)',
      'The server found an HTTP/2 error and closed the whole connection',
    ],
    steps: [
      { say: 'Compare the time with your deploys and restarts', run: 'serviceDeaths' },
      {
        say: 'If it happens after a fixed number of requests, check the connection limits',
        run: 'nginxLimits',
        look: 'no output means the defaults (`keepalive_requests` is 1000)',
      },
      { say: 'Shut down in this order: accept no new connections, finish the responses in progress, then exit' },
    ],
    processed: 'The GOAWAY says that this request was not accepted.',
    resend: 'A second try almost always arrives, and only once.',
  },

  'Connection failed (session closed)': {
    happened:
      'TCP connected, but the other side closed the connection before the request went out: during TLS, or before HTTP/2’s first SETTINGS.',
    reasons: [
      'There is no healthy server behind the load balancer',
      'A connection limit was reached: each connection is accepted and closed at once',
      'The process that terminates TLS dies as soon as it has a connection',
      'Something in front of the bot blocks the sender’s address or country',
    ],
    steps: [
      {
        say: 'See from outside where it is cut off',
        run: 'connect',
        look: '`SSL_ERROR_SYSCALL` or `unexpected eof` right after `Client hello (1)`: the same failure',
      },
      { say: 'Check the load balancer’s health checks and number of targets' },
      {
        say: 'Check the connection limits, and the error log of that time',
        run: 'nginxErrors',
        look: '`worker_connections are not enough` or `Too many open files`: a limit was reached',
      },
    ],
    processed: 'It ended before the request was sent.',
    resend: 'It arrives if this was a short overload or a deploy. If it goes on, fix the cause first.',
  },

  'Connection timeout': {
    happened:
      'The connection request (SYN) got no reply in time. It was not refused: nothing came back. Todoku waits 3 seconds.',
    reasons: [
      'A firewall or security group silently drops the packets',
      'The host in the URL points to an address that is no longer in use',
      'The server’s queue of new connections (backlog) overflows',
      'The server or its network is down',
    ],
    steps: [
      {
        say: 'Compare the address in DNS with the server’s address',
        run: 'publicAddress',
        look: 'an address you do not recognize: correct the DNS record',
      },
      {
        say: 'Let port 443 accept connections from anywhere. LINE does not publish the addresses it sends from, so an allowlist of addresses keeps webhooks out',
      },
      {
        say: 'If it happens now and then, check the backlog on the server',
        run: 'backlog',
        look: '`Recv-Q` close to `Send-Q`, or `ListenOverflows` that keeps growing: it overflows',
      },
    ],
    processed: 'There was no connection.',
    resend: 'It arrives if the reason was load. If it is a firewall or a wrong address, it fails until that is fixed.',
  },

  'DNS Query timeout': {
    happened:
      'The name server did not respond in time, not even to say that there is no such host. Todoku waits 2 seconds.',
    reasons: [
      'Some or all name servers of the domain are down',
      'The NS records were moved, and an old name server no longer responds',
      'The resolver on the sender’s side failed for a moment',
      'Large UDP responses, or TCP on port 53, are blocked on the way',
    ],
    steps: [
      {
        say: 'Ask every name server of the domain',
        run: 'nameServers',
        look: 'a server that does not respond, or whose `SOA` number differs from the others',
      },
      {
        say: 'Follow the look-up from the root and see where it stops',
        run: 'lookUpTrace',
        look: 'the step that ends in `timed out` or `no servers could be reached`',
      },
      { say: 'Check your DNS provider’s status page' },
    ],
    processed: 'There was no address to send to yet.',
    resend: 'It arrives once the name servers respond. Such failures are often short.',
  },

  'Invalid URL syntax': {
    happened:
      'The webhook URL cannot be parsed, so nothing was sent. This also covers user names and passwords, spaces, `\\`, `..`, ports that are not allowed, and URLs over 500 characters.',
    reasons: [
      'A space, a line break or a full-width character came in by copy and paste',
      'It lacks `https://`, or starts with `http://`',
      'A character in the path is not encoded properly (a `%` without two hex digits, for example)',
      'It contains a user name and password',
    ],
    steps: [
      {
        say: 'Look at the URL byte by byte',
        run: 'urlBytes',
        look: '`\\r`, spaces, or numbers such as `343 200 200` (a full-width space) where there should be letters',
      },
      { say: 'Enter it again in the settings, from `https://`' },
      { say: 'Press Verify in the settings' },
    ],
    processed: 'Nothing was sent to the network.',
    resend: 'It fails until the URL is corrected.',
  },

  'Session protocol negotiation failure': {
    happened:
      'TCP connected, but no protocol was agreed on: the TLS handshake stalled, no protocol offered by ALPN matched, or HTTP/2’s first SETTINGS never came.',
    reasons: [
      'The process that terminates TLS is stuck: it accepts connections but does not respond',
      'The port belongs to a server that does not speak TLS and waits for the other side',
      'The server’s ALPN list has neither `http/1.1` nor `h2`',
      'Something in front chooses `h2` but passes the bytes on to an HTTP/1.1 server',
    ],
    steps: [
      {
        say: 'See what ALPN chooses',
        run: 'protocol',
        look: '`h2` or `http/1.1` is fine. `No ALPN negotiated` means HTTP/1.1 if `Cipher is` has a name. `no application protocol` is a mismatch. If it hangs (end it with Ctrl+C), TLS is stuck',
      },
      {
        say: 'Send over HTTP/2 and over HTTP/1.1',
        run: 'postHttp2',
        look: '`000` is a failure. Put `--http1.1` in place of `--http2` and compare',
      },
      { say: 'If fixing the mismatch takes time, offer only `http/1.1` for now' },
    ],
    processed: 'It ended before the request was sent.',
    resend: 'It arrives if the server was only stuck for a while. If it is a mismatch, it fails until that is fixed.',
  },

  'No SSL/TLS record': {
    happened:
      'TLS was started, but what came back was not TLS: plain HTTP, or the greeting of another service (SSH, SMTP).',
    reasons: [
      'Plain HTTP is served on the HTTPS port (nginx: `listen 443` without `ssl`)',
      'The URL has a plain HTTP port (`:3000`, `:8080`)',
      'A load balancer passes TLS on to a plain HTTP server without terminating it',
      'The port belongs to a service that is not HTTP at all',
    ],
    steps: [
      {
        say: 'See from outside what comes back',
        run: 'connect',
        look: '`wrong version number` or `packet length too long`: not TLS',
      },
      { say: 'With nginx, see whether TLS is on for the port', run: 'nginxTls', look: 'is it `listen 443 ssl`?' },
      { say: 'Correct it and reload', run: 'nginxReload' },
    ],
    processed: 'The body is never sent without encryption.',
    resend: 'It fails the same way until the server is fixed.',
  },

  'TLS handshake failure': {
    happened:
      'TCP connected, but the TLS handshake failed: the certificate could not be verified, or the other side refused.',
    reasons: [
      'The certificate has expired (`CERT_HAS_EXPIRED`)',
      'The intermediate certificate is not sent (`UNABLE_TO_VERIFY_LEAF_SIGNATURE`). Browsers fill that gap, so the URL opens in yours',
      'The certificate does not name the host in the URL (`ERR_TLS_CERT_ALTNAME_INVALID`)',
      'The certificate is self-signed or from a private authority (`DEPTH_ZERO_SELF_SIGNED_CERT`)',
      'The server offers only TLS 1.1 or older, or no cipher suite in common: see [what LINE requires](line-requirements)',
      'The server asks for a client certificate',
    ],
    steps: [
      {
        say: 'From outside the server, see which certificates are sent and whether they can be verified',
        run: 'chain',
        look: 'a `0 s:` line and `0 (ok)` are fine. `10`: expired. `18`: self-signed. `20` and `21`: the intermediate is missing',
      },
      {
        say: 'Check the dates and names',
        run: 'certificate',
        look: 'is `Not After` in the future, and is the host under `DNS:`?',
      },
      {
        say: 'Check the TLS versions and cipher suites',
        run: 'tlsVersions',
        look: 'one line with a suite’s name is enough. `(NONE)` twice: none of the recommended suites',
      },
      {
        say: 'If the certificate has expired, renew it. If the intermediate is missing, serve the file with the whole chain (often `fullchain.pem`). Then reload (here with certbot and nginx)',
        run: 'certbotRenew',
      },
    ],
    processed: 'The body is never sent without encryption.',
    resend: 'It fails the same way until fixed. After that it arrives, and only once.',
  },

  'Unknown host': {
    happened:
      'The look-up of the URL’s host returned “no such name” (NXDOMAIN), no address, or a name server error (SERVFAIL and others).',
    reasons: [
      'The host in the URL is misspelled',
      'There is no A or AAAA record, or it was removed',
      'The domain has expired',
      'DNSSEC is broken, which shows as SERVFAIL',
      'The name belonged to a tunnel or a preview environment that no longer exists',
    ],
    steps: [
      {
        say: 'Look the name up',
        run: 'lookUp',
        look: '`NXDOMAIN`: no such name. `NOERROR` with `ANSWER: 0`: no address. `SERVFAIL`: the name server or DNSSEC',
      },
      {
        say: 'Ask other resolvers',
        run: 'lookUpElsewhere',
        look: 'if only one responds, a change has not propagated yet or an old response is still cached',
      },
      { say: 'Correct the record, wait for its TTL, then press Verify' },
    ],
    processed: 'There was no address to send to.',
    resend: 'It fails until DNS is corrected and the old response has left the caches.',
  },
}

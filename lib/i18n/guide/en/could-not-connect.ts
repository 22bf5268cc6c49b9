import type { EntriesOf } from '../guide-content.ts'

export const couldNotConnect: EntriesOf<'could_not_connect'> = {
  could_not_connect: {
    happened:
      'It ended before a request could be sent: at the URL, the name look-up, TCP or TLS. The detail says at which of them.',
    reasons: [
      'The bot or its server is down',
      'The certificate has expired, or its intermediate is not sent',
      'A firewall or security group stops connections from outside',
      'A change of domain or DNS is wrong, or has not spread yet',
    ],
    steps: [
      { say: 'Find the detail and open its page' },
      {
        say: 'POST to the same URL from outside the server',
        run: 'post',
        look: 'the last lines that begin with `*` say where it stops: `Connection refused` is TCP, anything with `SSL` is TLS',
      },
      { say: 'After the repair, press Verify in the settings. A verification is [never counted](verification)' },
    ],
    processed: 'The request was not sent, or a server that speaks HTTP/2 said clearly that it did not take it.',
    resend: 'Once repaired it arrives, and only once. Before that it fails at the same place.',
  },

  'Connection failed': {
    happened:
      'The other side refused the TCP connection at once (RST), or there was no route to it. Over HTTP/2, a server that refused the stream before it began (REFUSED_STREAM) counts here too.',
    reasons: [
      'The bot or its reverse proxy is not running (`ECONNREFUSED`)',
      'It listens on `127.0.0.1` only, out of reach from outside',
      'It listens on another port than the one in the URL',
      'A firewall rejects the connection',
      'The server has a new address, and DNS still has the old one (`EHOSTUNREACH`, for example)',
    ],
    steps: [
      {
        say: 'On the server, see what listens on port 443',
        run: 'listening',
        look: 'no line: nothing runs. Only `127.0.0.1:443`: nobody outside can reach it',
      },
      {
        say: 'Connect from outside the server',
        run: 'connect',
        look: '`Connection refused`: still the same. `Connected to`: TCP works again',
      },
      { say: 'Look at the service. If it is down, find out why, then start it', run: 'serviceState' },
    ],
    processed: 'There was no connection, so not one byte of the request was sent.',
    resend:
      'It arrives once something listens again. After a restart of some seconds, redelivery makes up for the gap.',
  },

  'Connection failed (received GOAWAY)': {
    happened: 'Over HTTP/2 the server sent GOAWAY, and the last stream that it says it took came before this request.',
    reasons: [
      'The server drains its connections for a deploy or restart',
      'A limit of requests or of age for each connection was reached (nginx: `keepalive_requests`)',
      'The server found an HTTP/2 error and closed the whole connection',
    ],
    steps: [
      { say: 'Compare the time with your deploys and restarts', run: 'serviceDeaths' },
      {
        say: 'If it comes every so many requests, look at the limits of connections',
        run: 'nginxLimits',
        look: 'no output means the defaults (`keepalive_requests` is 1000)',
      },
      { say: 'Stop in this order: take no new connections, finish the answers under way, then exit' },
    ],
    processed: 'The GOAWAY says that this request was not taken.',
    resend: 'A second try almost always arrives, and only once.',
  },

  'Connection failed (session closed)': {
    happened:
      'TCP connected, but the other side closed before the request went out: during TLS, or before HTTP/2’s first SETTINGS.',
    reasons: [
      'No healthy server behind the load balancer',
      'A limit of connections: each is accepted and closed at once',
      'The process that ends TLS dies as soon as it has a connection',
      'Something in front of the bot cuts off by address or country',
    ],
    steps: [
      {
        say: 'See from outside where it is cut',
        run: 'connect',
        look: '`SSL_ERROR_SYSCALL` or `unexpected eof` right after `Client hello (1)`: the same failure',
      },
      { say: 'Look at the load balancer’s health checks and how many targets it has' },
      {
        say: 'Look at the limits of connections, and the error log of that time',
        run: 'nginxErrors',
        look: '`worker_connections are not enough` or `Too many open files`: a limit',
      },
    ],
    processed: 'It ended before the request was sent.',
    resend: 'It arrives if this was a short overload or a deploy. If it goes on, repair first.',
  },

  'Connection timeout': {
    happened:
      'The request to connect (SYN) got no reply in time. It was not refused: nothing came back. Todoku waits 3 seconds.',
    reasons: [
      'A firewall or security group drops the packets silently',
      'The host in the URL points to an address that is no longer in use',
      'The server’s queue of new connections (backlog) overflows',
      'The server or its network is down',
    ],
    steps: [
      {
        say: 'Compare the address in DNS with the server’s',
        run: 'publicAddress',
        look: 'an address that you do not know: correct the DNS record',
      },
      {
        say: 'Let port 443 accept connections from anywhere. LINE does not publish the addresses it sends from, so a list of allowed addresses keeps webhooks out',
      },
      {
        say: 'If it happens now and then, look at the backlog on the server',
        run: 'backlog',
        look: '`Recv-Q` close to `Send-Q`, or `ListenOverflows` that keeps growing: it overflows',
      },
    ],
    processed: 'There was no connection.',
    resend: 'It arrives if the reason was load. With a firewall or a wrong address, not until that is repaired.',
  },

  'DNS Query timeout': {
    happened:
      'The name server did not answer in time, not even to say that there is no such host. Todoku waits 2 seconds.',
    reasons: [
      'Some or all name servers of the domain are down',
      'The NS records were moved, and an old name server no longer answers',
      'A short failure of the resolver on the sender’s side',
      'Large UDP answers, or TCP on port 53, are blocked on the way',
    ],
    steps: [
      {
        say: 'Ask every name server of the domain',
        run: 'nameServers',
        look: 'a server that is silent, or whose `SOA` number differs from the others',
      },
      {
        say: 'Follow the look-up from the root and see where it stops',
        run: 'lookUpTrace',
        look: 'the step that ends in `timed out` or `no servers could be reached`',
      },
      { say: 'Read your DNS provider’s status page' },
    ],
    processed: 'There was no address to send to yet.',
    resend: 'It arrives once the name servers answer. This is often short.',
  },

  'Invalid URL syntax': {
    happened:
      'The webhook URL cannot be read, so nothing was sent. User names and passwords, blanks, `\\`, `..`, ports that are not allowed and URLs over 500 characters count here too.',
    reasons: [
      'A blank, a line break or a full-width character came in by copy and paste',
      'It lacks `https://`, or begins with `http://`',
      'A character in the path is not encoded properly (a `%` without two hex digits, for example)',
      'It contains a user name and password',
    ],
    steps: [
      {
        say: 'Look at the URL byte by byte',
        run: 'urlBytes',
        look: '`\\r`, blanks, or numbers such as `343 200 200` (a full-width blank) where there should be letters',
      },
      { say: 'Enter it again in the settings, from `https://`' },
      { say: 'Press Verify in the settings' },
    ],
    processed: 'Nothing left for the network.',
    resend: 'No use until the URL is corrected.',
  },

  'Session protocol negotiation failure': {
    happened:
      'TCP connected, but no protocol was agreed on: the TLS handshake stalled, no protocol offered by ALPN fitted, or HTTP/2’s first SETTINGS never came.',
    reasons: [
      'The process that ends TLS is stuck: it accepts connections and does not answer',
      'The port belongs to a server that does not speak TLS and waits for the other side',
      'The server’s ALPN list has neither `http/1.1` nor `h2`',
      'Something in front chooses `h2` and passes the bytes on to a server of HTTP/1.1',
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
      { say: 'If the mismatch takes long to repair, offer only `http/1.1` for now' },
    ],
    processed: 'It ended before the request was sent.',
    resend: 'It arrives if the server was only stuck for a while. With a mismatch, not until that is repaired.',
  },

  'No SSL/TLS record': {
    happened:
      'TLS was begun, and what came back was not TLS: plain HTTP, or the greeting of another service (SSH, SMTP).',
    reasons: [
      'Plain HTTP runs on the HTTPS port (nginx: `listen 443` without `ssl`)',
      'The URL has the port of plain HTTP (`:3000`, `:8080`)',
      'A load balancer passes TLS on to plain HTTP without ending it',
      'The port belongs to something that is not HTTP at all',
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
    processed: 'Without encryption the body is never sent.',
    resend: 'The same failure until the server is corrected.',
  },

  'TLS handshake failure': {
    happened:
      'TCP connected, but the TLS handshake failed: the certificate could not be verified, or the other side refused.',
    reasons: [
      'The certificate has expired (`CERT_HAS_EXPIRED`)',
      'The intermediate certificate is not sent (`UNABLE_TO_VERIFY_LEAF_SIGNATURE`). Browsers fill that gap, so it opens on your desk',
      'The certificate does not name the host of the URL (`ERR_TLS_CERT_ALTNAME_INVALID`)',
      'It is self-signed or from a private authority (`DEPTH_ZERO_SELF_SIGNED_CERT`)',
      'Only TLS 1.1 or older, or no cipher suite in common: see [what LINE requires](line-requirements)',
      'The server asks for a client certificate',
    ],
    steps: [
      {
        say: 'From outside the server, see which certificates come and whether they verify',
        run: 'chain',
        look: 'a line `0 s:` and `0 (ok)` are fine. `10`: expired. `18`: self-signed. `20` and `21`: the intermediate is missing',
      },
      { say: 'See dates and names', run: 'certificate', look: 'is `Not After` ahead, is the host under `DNS:`?' },
      {
        say: 'See TLS versions and cipher suites',
        run: 'tlsVersions',
        look: 'one line with a suite’s name is enough. `(NONE)` twice: none of the recommended suites',
      },
      {
        say: 'Renew it if it expired; serve the file with the whole chain (often `fullchain.pem`) if the intermediate is missing. Then reload (here with certbot and nginx)',
        run: 'certbotRenew',
      },
    ],
    processed: 'Without encryption the body is never sent.',
    resend: 'The same failure until repaired. After that it arrives, and only once.',
  },

  'Unknown host': {
    happened:
      'The look-up of the URL’s host was answered with “no such name” (NXDOMAIN), without an address, or with an error of the name server (SERVFAIL and others).',
    reasons: [
      'The host in the URL is misspelt',
      'There is no A or AAAA record, or it was removed',
      'The domain has expired',
      'DNSSEC is broken, which shows as SERVFAIL',
      'The name belonged to a tunnel or a preview that is gone',
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
        look: 'if only one answers, a change has not spread yet or an old answer is still cached',
      },
      { say: 'Correct the record, wait for its TTL, then press Verify' },
    ],
    processed: 'There was no address to send to.',
    resend: 'Not until DNS is corrected and the old answer has left the caches.',
  },
}

/**
 * Commands to try, the same in every language. What stands in ‹…› is the reader's own; it is marked when shown, and
 * copied without the marks. They change nothing, but for `certbotRenew` and `nginxReload`.
 */
export const COMMANDS = {
  post: String.raw`curl -sv -m 2 -H 'content-type: application/json; charset=utf-8' \
  -d '{"destination":"x","events":[]}' ‹https://bot.example.com/webhook›`,

  postWithTimes: String.raw`curl -s -m 10 -o /dev/null -d '{"destination":"x","events":[]}' \
  -H 'content-type: application/json; charset=utf-8' \
  -w 'tcp %{time_connect} tls %{time_appconnect} first byte '\
'%{time_starttransfer} total %{time_total} status %{http_code}\n' \
  ‹https://bot.example.com/webhook›`,

  postForStatus: String.raw`curl -s -m 2 -o /dev/null -w '%{http_code} %{redirect_url}\n' \
  -H 'content-type: application/json; charset=utf-8' \
  -d '{"destination":"x","events":[]}' ‹https://bot.example.com/webhook›`,

  postForHeaders: String.raw`curl -s -m 2 -D - -H 'content-type: application/json; charset=utf-8' \
  -d '{"destination":"x","events":[]}' ‹https://bot.example.com/webhook›`,

  readSecret: 'read -rs SECRET',

  postSigned: String.raw`BODY='{"destination":"x","events":[]}'
SIGNATURE=$(printf %s "$BODY" \
  | openssl dgst -sha256 -hmac "$SECRET" -binary | base64)
curl -s -m 2 -w '\n%{http_code}\n' -H "x-line-signature: $SIGNATURE" \
  -H 'content-type: application/json; charset=utf-8' -d "$BODY" \
  ‹https://bot.example.com/webhook›`,

  postHttp1: String.raw`curl -s -m 2 -o /dev/null -w 'HTTP/%{http_version} %{http_code}\n' \
  --http1.1 -H 'content-type: application/json; charset=utf-8' \
  -d '{"destination":"x","events":[]}' ‹https://bot.example.com/webhook›`,

  postHttp2: String.raw`curl -s -m 2 -o /dev/null -w 'HTTP/%{http_version} %{http_code}\n' \
  --http2 -H 'content-type: application/json; charset=utf-8' \
  -d '{"destination":"x","events":[]}' ‹https://bot.example.com/webhook›`,

  postLarge: String.raw`head -c 200000 /dev/zero | tr '\0' x \
  | curl -s -m 5 -o /dev/null -w '%{http_code}\n' --data-binary @- \
  -H 'content-type: application/json' ‹https://bot.example.com/webhook›`,

  postAtBot: String.raw`curl -s -m 10 -o /dev/null -w '%{http_code} %{time_total}\n' \
  -H 'content-type: application/json; charset=utf-8' \
  -d '{"destination":"x","events":[]}' ‹http://127.0.0.1:3000/webhook›`,

  connect: 'curl -sv -m 5 -o /dev/null ‹https://bot.example.com/webhook›',

  lookUp: 'dig ‹bot.example.com› A +noall +comments +answer',
  lookUpElsewhere: `dig @1.1.1.1 ‹bot.example.com› A +short
dig @8.8.8.8 ‹bot.example.com› A +short`,
  lookUpTrace: 'dig ‹bot.example.com› A +trace',
  nameServers: 'dig ‹example.com› +nssearch',
  publicAddress: 'dig ‹bot.example.com› A +short && dig ‹bot.example.com› AAAA +short',

  listening: "sudo ss -ltnp 'sport = :443'",
  backlog: `ss -ltn 'sport = :443'
nstat -az TcpExtListenOverflows TcpExtListenDrops`,

  chain: String.raw`H=‹bot.example.com›
openssl s_client -connect $H:443 -servername $H </dev/null 2>/dev/null \
  | grep -E '^ *[0-9]+ s:|^ *i:|Verify return code'`,

  certificate: String.raw`H=‹bot.example.com›
openssl s_client -connect $H:443 -servername $H </dev/null 2>/dev/null \
  | openssl x509 -noout -text | grep -E 'Issuer:|Not |DNS:'`,

  tlsVersions: String.raw`H=‹bot.example.com›
openssl s_client -connect $H:443 -servername $H -tls1_3 \
  2>&1 </dev/null | grep 'Cipher is'
openssl s_client -connect $H:443 -servername $H -tls1_2 \
  -cipher ECDHE+AESGCM:ECDHE+CHACHA20 2>&1 </dev/null | grep 'Cipher is'`,

  protocol: String.raw`H=‹bot.example.com›
openssl s_client -connect $H:443 -servername $H -alpn h2,http/1.1 \
  </dev/null 2>&1 | grep -E 'ALPN|Cipher is|alert|errno'`,

  urlBytes: "printf %s '‹https://bot.example.com/webhook›' | od -c | head",

  nginxErrors: 'sudo tail -n 50 /var/log/nginx/error.log',
  nginxWebhooks: 'sudo grep LineBotWebhook /var/log/nginx/access.log | tail -n 20',
  nginxTls: String.raw`sudo nginx -T 2>/dev/null | grep -nE '^\s*(listen|server_name|ssl_)'`,
  nginxProxy: String.raw`sudo nginx -T 2>/dev/null \
  | grep -nE '^\s*(server_name|location|proxy_|return|rewrite)'`,
  nginxLimits: String.raw`sudo nginx -T 2>/dev/null | grep -nE \
  '^\s*(client_max_body_size|keepalive_|limit_|worker_connections)'`,
  nginxReload: 'sudo nginx -t && sudo nginx -s reload',
  certbotRenew: 'sudo certbot renew && sudo nginx -t && sudo nginx -s reload',

  readBrazeKey: 'read -rs BRAZE_KEY',
  brazeKeyWorks: String.raw`curl -s -m 10 -o /dev/null -w '%{http_code}\n' \
  -H "authorization: Bearer $BRAZE_KEY" \
  '‹https://rest.iad-01.braze.com›/campaigns/list?page=0'`,
  brazeHeaders: String.raw`curl -s -m 10 -o /dev/null -D - \
  -H "authorization: Bearer $BRAZE_KEY" \
  '‹https://rest.iad-01.braze.com›/campaigns/list?page=0'`,
  brazeEmptyCall: String.raw`curl -s -m 10 -w '\n%{http_code}\n' \
  -H "authorization: Bearer $BRAZE_KEY" \
  -H 'content-type: application/json' -d '{}' \
  ‹https://rest.iad-01.braze.com›/messages/send`,
  brazeCampaigns: String.raw`curl -s -m 10 -H "authorization: Bearer $BRAZE_KEY" \
  '‹https://rest.iad-01.braze.com›/campaigns/list?page=0' \
  | jq -r '.campaigns[] | .id + " " + .name'`,
  brazeVariants: String.raw`CAMPAIGN=‹campaign id›
curl -s -m 10 -H "authorization: Bearer $BRAZE_KEY" \
  "‹https://rest.iad-01.braze.com›/campaigns/details?campaign_id=$CAMPAIGN" \
  | jq '.messages | map_values(.channel)'`,
  brazeBody: 'jq . ‹body.json›',
  brazeCountIds: "jq 'map_values(arrays | length)' ‹body.json›",
  brazeMessages: 'jq .messages ‹body.json›',
  brazeExtra: "jq '.messages | map_values(.extra | type)' ‹body.json›",
  brazeSlideup: "jq '.messages.slideup.message | length' ‹body.json›",
  brazeBytes: 'jq -cj .messages.‹apple_push› ‹body.json› | wc -c',
  brazeTime: `jq .schedule ‹body.json›
TZ=‹Asia/Tokyo› date +%FT%T && date -u +%FT%TZ`,

  serviceState: 'systemctl status ‹bot›',
  serviceLog: "journalctl -u ‹bot› --since '10 min ago'",
  serviceDeaths: String.raw`journalctl -u ‹bot› --since '1 hour ago' \
  | grep -E 'Started|Stopped|Main process exited'
journalctl -k --since '1 hour ago' | grep -i 'out of memory'`,
} as const satisfies Record<string, string>

export type CommandId = keyof typeof COMMANDS

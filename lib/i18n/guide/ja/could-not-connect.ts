import type { EntriesOf } from '../guide-content.ts'

export const couldNotConnect: EntriesOf<'could_not_connect'> = {
  could_not_connect: {
    happened:
      'リクエストを送れる状態になる前に終わりました。URLの解釈、名前解決、TCP、TLSのどこかで止まっています。どこで止まったかは詳細でわかります。',
    reasons: [
      'ボットのプロセスかサーバーが止まっている',
      '証明書の期限切れ、または中間証明書の送り忘れ',
      'ファイアウォールやセキュリティグループが、外からの接続を止めている',
      'ドメインやDNSの変更がまだ行き渡っていない、または間違っている',
    ],
    steps: [
      { say: '止まった場所を詳細で確かめ、そのページを開く' },
      {
        say: 'サーバーの外から、同じURLにPOSTする',
        run: 'post',
        look: '`*` で始まる最後の行が、止まった場所。`Connection refused` ならTCP、`SSL` とあればTLS',
      },
      { say: '直したら、設定の「検証」で確かめる。検証は[統計に入りません](verification)' },
    ],
    processed: 'リクエストは届いていないか、HTTP/2のサーバーが「受け付けていない」とはっきり答えています。',
    resend: '直したあとに届けば、二重にはなりません。直す前の再送は、同じところで失敗します。',
  },

  'Connection failed': {
    happened:
      'TCPの接続を、相手がその場で断りました(RST)。または、宛先までの経路がありませんでした。HTTP/2では、サーバーがストリームを始める前に断ったとき(REFUSED_STREAM)もここに入ります。',
    reasons: [
      'ボットかリバースプロキシが起動していない、または落ちた(`ECONNREFUSED`)',
      '待ち受けが `127.0.0.1` だけで、外から届かない',
      'URLのポートと、待ち受けているポートが違う',
      'ファイアウォールが接続を断っている(REJECT)',
      'IPアドレスが変わったのに、DNSが古いまま(`EHOSTUNREACH` など)',
    ],
    steps: [
      {
        say: 'サーバーで、443番を待ち受けているプロセスを見る',
        run: 'listening',
        look: '行がなければ、起動していない。`127.0.0.1:443` だけなら、外からは届かない',
      },
      {
        say: 'サーバーの外から接続する',
        run: 'connect',
        look: '`Connection refused` なら未解決。`Connected to` が出れば、TCPは直っている',
      },
      { say: 'サービスの状態を見て、止まっていれば原因を確かめてから起動する', run: 'serviceState' },
    ],
    processed: '接続ができていないので、リクエストは1バイトも送られていません。',
    resend: '待ち受けが戻れば届きます。再起動の数秒だけなら、再送で取り戻せます。',
  },

  'Connection failed (received GOAWAY)': {
    happened:
      'HTTP/2の接続で、サーバーがGOAWAYを送りました。そこに書かれた「最後に受け付けたストリーム」より、このリクエストが後でした。',
    reasons: [
      'デプロイや再起動で、サーバーが接続を順に閉じている',
      '1接続あたりのリクエスト数や、接続の寿命の上限に達した(nginxの `keepalive_requests` など)',
      'サーバーがHTTP/2のエラーを見つけて、接続ごと閉じた',
    ],
    steps: [
      { say: '時刻を、デプロイやスケールの記録と見比べる', run: 'serviceDeaths' },
      {
        say: '一定の件数ごとに起きるなら、接続の上限を見る',
        run: 'nginxLimits',
        look: '何も出なければ既定値(`keepalive_requests` は1000)',
      },
      { say: '停止の手順を「新しい接続を止める→処理中の応答を返し終える→終了する」の順にする' },
    ],
    processed: 'GOAWAYが、このリクエストは受け付けていないと伝えています。',
    resend: 'すぐの再送で届くことがほとんどです。二重にはなりません。',
  },

  'Connection failed (session closed)': {
    happened:
      'TCPの接続はできましたが、リクエストを送り出す前に相手が閉じました。TLSの途中、またはHTTP/2の最初の設定(SETTINGS)の前です。',
    reasons: [
      'ロードバランサーの後ろに、動いているサーバーが1台もない',
      '接続数の上限に達して、受けた直後に閉じている',
      'TLSを処理するプロセスが、接続を受けた直後に落ちている',
      '手前の装置が、送信元のIPアドレスや国で切っている',
    ],
    steps: [
      {
        say: 'サーバーの外から、切れる場所を見る',
        run: 'connect',
        look: '`Client hello (1)` のすぐあとに `SSL_ERROR_SYSCALL` か `unexpected eof` が出れば、再現している',
      },
      { say: 'ロードバランサーのヘルスチェックと、対象の台数を見る' },
      {
        say: '接続の上限と、その時刻のエラーログを見る',
        run: 'nginxErrors',
        look: '`worker_connections are not enough` や `Too many open files` があれば上限',
      },
    ],
    processed: 'リクエストを送る前に終わっています。',
    resend: '一時的な混雑や入れ替えなら届きます。同じ失敗が続くなら、直してからです。',
  },

  'Connection timeout': {
    happened:
      '接続の要求(SYN)に、時間内の返事がありませんでした。断られたのではなく、何も返っていません。Todokuは3秒待ちます。',
    reasons: [
      'ファイアウォールやセキュリティグループが、黙って捨てている(DROP)',
      'URLのホストが、もう使っていないIPアドレスを指している',
      'サーバーの接続待ちの列(backlog)があふれている',
      'サーバーやネットワークが止まっている',
    ],
    steps: [
      {
        say: 'DNSが指すアドレスを、サーバーのアドレスと見比べる',
        run: 'publicAddress',
        look: '覚えのないアドレスなら、DNSの登録を直す',
      },
      {
        say: '443番を、どこからでも受ける設定かを確かめる。LINEは送信元のIPアドレスを公開していないので、IPアドレスで絞ると届かない',
      },
      {
        say: 'ときどき起きるなら、サーバーで接続待ちの列を見る',
        run: 'backlog',
        look: '`Recv-Q` が `Send-Q` に近い、または `ListenOverflows` が増え続けるなら、あふれている',
      },
    ],
    processed: '接続ができていません。',
    resend: '混雑が理由なら届きます。ファイアウォールやDNSが理由なら、直すまで届きません。',
  },

  'DNS Query timeout': {
    happened:
      'URLのホスト名を問い合わせましたが、ネームサーバーから時間内に返事がありませんでした。「ない」という返事も来ていません。Todokuは2秒待ちます。',
    reasons: [
      'ドメインのネームサーバーの一部または全部が止まっている',
      'NSレコードを移した直後で、古いネームサーバーが答えない',
      '送信側が使うネームサーバーの一時的な障害',
      'UDPの大きな応答やTCPの53番が、途中で止められている',
    ],
    steps: [
      {
        say: 'ドメインのネームサーバー全部に聞く',
        run: 'nameServers',
        look: '返事のないサーバーや、`SOA` の番号がほかと違うサーバーがないか',
      },
      {
        say: 'ルートから順に引き、止まる場所を見る',
        run: 'lookUpTrace',
        look: '最後に `timed out` や `no servers could be reached` が出た段が、止まった場所',
      },
      { say: 'DNSの事業者の障害情報を見る' },
    ],
    processed: '宛先がまだ決まっていません。',
    resend: 'ネームサーバーが戻れば届きます。一時的なことが多いです。',
  },

  'Invalid URL syntax': {
    happened:
      'Webhook URLを読み取れなかったので、何も送っていません。ユーザー名やパスワード、空白、`\\`、`..`、許可のないポート、500文字を超えるURLもここに入ります。',
    reasons: [
      '貼り付けたときに、空白や改行、全角の文字が混じった',
      '`https://` が抜けている、または `http://` になっている',
      'パスや記号が正しくエンコードされていない(`%` のあとが16進数でない、など)',
      'ユーザー名とパスワードをURLに書いている',
    ],
    steps: [
      {
        say: 'URLを、見えない文字まで見る',
        run: 'urlBytes',
        look: '`\\r` や空白、`343 200 200`(全角の空白)が混じっていないか',
      },
      { say: '設定で、`https://` から入れ直す' },
      { say: '設定の「検証」で確かめる' },
    ],
    processed: 'ネットワークには何も出ていません。',
    resend: 'URLを直すまで、何度送っても同じです。',
  },

  'Session protocol negotiation failure': {
    happened:
      'TCPの接続はできましたが、どのプロトコルで話すかが決まりませんでした。TLSのやりとりが途中で止まったか、使えるプロトコル(ALPN)が1つも合わなかったか、HTTP/2の最初の設定(SETTINGS)が来ませんでした。',
    reasons: [
      'TLSを処理するプロセスが詰まっている(接続は受けるが、答えない)',
      'ポートの先が、TLSではなく相手の発言を待つサーバー',
      'サーバーのALPNに `http/1.1` も `h2` もない',
      '手前の装置が、ALPNでは `h2` を選び、後ろのHTTP/1.1のサーバーへそのまま流している',
    ],
    steps: [
      {
        say: 'ALPNで何が選ばれるかを見る',
        run: 'protocol',
        look: '`h2` か `http/1.1` ならよい。`No ALPN negotiated` でも、`Cipher is` に名前があればHTTP/1.1で話せる。`no application protocol` は不一致。何も出ずに止まるなら(Ctrl+Cで終わる)、TLSが詰まっている',
      },
      {
        say: 'HTTP/2とHTTP/1.1で、それぞれ送ってみる',
        run: 'postHttp2',
        look: '`000` は失敗。`--http2` を `--http1.1` に変えて比べる',
      },
      { say: '設定の食い違いがすぐ直らなければ、サーバーのALPNを `http/1.1` だけにして応急処置する' },
    ],
    processed: 'リクエストを送る前に終わっています。',
    resend: '詰まりが一時的なら届きます。設定の食い違いなら、直すまで届きません。',
  },

  'No SSL/TLS record': {
    happened:
      'TLSを始めようとしたら、TLSではないものが返ってきました。平文のHTTPか、別のサービスのバナー(SSHやSMTP)です。',
    reasons: [
      'HTTPSのポートで、HTTPのサーバーが動いている(nginxの `listen 443` に `ssl` がない、など)',
      'URLのポートが、HTTPのポート(`:3000` や `:8080`)を指している',
      'ロードバランサーがTLSを解かずに、後ろのHTTPへそのまま流している',
      'ポートの先が、HTTPでもないサービス',
    ],
    steps: [
      {
        say: 'サーバーの外から、返ってきたものを見る',
        run: 'connect',
        look: '`wrong version number` や `packet length too long` なら、TLSではない',
      },
      {
        say: 'nginxなら、ポートにTLSが付いているかを見る',
        run: 'nginxTls',
        look: '`listen 443 ssl` のように `ssl` があるか',
      },
      { say: '直して、読み込み直す', run: 'nginxReload' },
    ],
    processed: '暗号化できないので、本文は送っていません。',
    resend: '設定を直すまで、同じ失敗になります。',
  },

  'TLS handshake failure': {
    happened:
      'TCPの接続はできましたが、TLSのハンドシェイクが成立しませんでした。証明書を確かめられなかったか、相手が断りました。',
    reasons: [
      '証明書の期限切れ(`CERT_HAS_EXPIRED`)',
      '中間証明書を送っていない(`UNABLE_TO_VERIFY_LEAF_SIGNATURE`)。ブラウザは自分で補うので、手元では開ける',
      '証明書の名前とURLのホストが違う(`ERR_TLS_CERT_ALTNAME_INVALID`)',
      '自己署名や社内の認証局の証明書(`DEPTH_ZERO_SELF_SIGNED_CERT`)',
      'TLS 1.1以下だけ、または共通の暗号スイートがない。[LINEの要件](line-requirements)を参照',
      'サーバーがクライアント証明書を求めている',
    ],
    steps: [
      {
        say: 'サーバーの外から、送られてくる証明書と検証の結果を見る',
        run: 'chain',
        look: '`0 s:` の行があり、`0 (ok)` ならよい。`10` は期限切れ、`18` は自己署名、`20` と `21` は中間証明書がない',
      },
      { say: '期限と名前を見る', run: 'certificate', look: '`Not After` が過ぎていないか、`DNS:` にホストがあるか' },
      {
        say: 'TLSのバージョンと暗号スイートを見る',
        run: 'tlsVersions',
        look: '2行のどちらかに名前が出ればよい。どちらも `(NONE)` なら、推奨の暗号スイートがない',
      },
      {
        say: '期限切れなら更新する。中間証明書がなければ、つないだファイル(`fullchain.pem`)を設定する。どちらも読み込み直す(certbotとnginxの例)',
        run: 'certbotRenew',
      },
    ],
    processed: '暗号化できないので、本文は送っていません。',
    resend: '直すまで、同じ失敗になります。直したあとの再送は届き、二重にはなりません。',
  },

  'Unknown host': {
    happened:
      'URLのホスト名を問い合わせたら、「ない」という返事(NXDOMAIN)か、アドレスのない返事、またはネームサーバーのエラー(SERVFAILなど)が返りました。',
    reasons: [
      'URLのホスト名のつづりが違う',
      'A・AAAAレコードがない、または消した',
      'ドメインの期限が切れた',
      'DNSSECの設定が壊れている(SERVFAILになる)',
      'トンネルや一時的なホスト名が、もう使えない',
    ],
    steps: [
      {
        say: 'ホスト名を引く',
        run: 'lookUp',
        look: '`NXDOMAIN` は名前がない。`NOERROR` で `ANSWER: 0` はアドレスがない。`SERVFAIL` はネームサーバーかDNSSECの問題',
      },
      {
        say: 'ほかのネームサーバーでも引く',
        run: 'lookUpElsewhere',
        look: '片方だけ答えるなら、変更が行き渡っていないか、古い返事が残っている',
      },
      { say: 'レコードを直し、TTLのあいだ待ってから「検証」する' },
    ],
    processed: '宛先が見つかっていません。',
    resend: 'DNSが直り、古い返事が消えるまで届きません。',
  },
}

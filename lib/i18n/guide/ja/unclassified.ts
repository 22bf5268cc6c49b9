import type { EntriesOf } from '../guide-content.ts'

export const unclassified: EntriesOf<'unclassified'> = {
  unclassified: {
    happened:
      'リクエストは送りましたが、応答がきちんと終わりませんでした。接続やストリームが途中で切れたか、応答がHTTPとして読めませんでした。',
    reasons: [
      '処理の途中で、ボットのプロセスが落ちた、または再起動した',
      'プロキシやロードバランサーが、自分の制限時間で接続を切った',
      'ポートの先が、HTTPではないものを返した',
    ],
    steps: [
      { say: 'その時刻の再起動と異常終了を見る', run: 'serviceDeaths' },
      {
        say: '手前のプロキシのエラーログを見る',
        run: 'nginxErrors',
        look: '`upstream prematurely closed connection` なら、ボットが途中で切っている',
      },
      { say: '応答の中身は、試行のパネルで見る' },
    ],
    processed: 'リクエストは届いているので、処理を終えてから切れたこともあります。',
    resend: '届きますが、二重になることがあります。`webhookEventId` で[重複を除く](redelivery)必要があります。',
  },

  'Session closed unexpectedly': {
    happened:
      'リクエストを送ったあと、応答がそろう前に接続そのものが切れました。応答が途中まで届いていることもあります。',
    reasons: [
      'ボットのプロセスが、処理中に落ちた(例外、メモリ不足)',
      'デプロイで、処理中のリクエストを待たずに止めた',
      'プロキシやロードバランサーの制限時間が、ボットの応答より短い',
      '応答の長さ(`content-length`)より短い本文で閉じた',
    ],
    steps: [
      {
        say: 'その時刻の再起動と異常終了を見る',
        run: 'serviceDeaths',
        look: '`Main process exited` や `Out of memory` の時刻が、試行の時刻と重なるか',
      },
      {
        say: '同じ失敗が出るかを見る',
        run: 'post',
        look: '`Empty reply from server` は応答なし、`transfer closed with … bytes remaining` は途中まで',
      },
      { say: '終了の合図(SIGTERM)を受けたら、処理中の応答を返し終えてから止まるようにする' },
    ],
    processed: '切れたのは、処理の前とも後とも限りません。',
    resend: '届きますが、二重になることがあります。`webhookEventId` で[重複を除く](redelivery)必要があります。',
  },

  'Stream closed unexpectedly': {
    happened:
      'HTTP/2で送ったあと、サーバーがこのリクエストのストリームだけを閉じました(RST_STREAM)。接続は生きています。',
    reasons: [
      'サーバーやフレームワークが、処理の途中でリクエストを打ち切った(例外、内部の制限時間)',
      'プロキシの後ろのサーバーが切れ、プロキシがストリームを閉じた',
      'ヘッダーや本文の大きさの上限を超えた',
      'HTTP/2の実装どうしの食い違い(`PROTOCOL_ERROR`)',
    ],
    steps: [
      {
        say: 'HTTP/2で同じことが起きるかを見る',
        run: 'postHttp2',
        look: '`000` なら再現している。`-v` を付けると `RST_STREAM` やエラーの番号が出る',
      },
      { say: 'HTTP/1.1でも送って比べる', run: 'postHttp1', look: 'こちらだけ成功するなら、HTTP/2の設定か実装' },
      { say: 'その時刻のサーバーのログで、打ち切った理由を探す', run: 'nginxErrors' },
    ],
    processed: 'サーバーは、受け取ったあとで打ち切っています。',
    resend: '届きますが、二重になることがあります。`webhookEventId` で[重複を除く](redelivery)必要があります。',
  },

  'Unclassified webhook dispatch error': {
    happened:
      'リクエストは送りましたが、返ってきたものがHTTPの応答として読めませんでした。ヘッダーが16 KiBを超えた応答、長さの矛盾した応答、100未満のステータスもここに入ります。',
    reasons: [
      'ポートの先が、HTTPのサーバーではない',
      '応答のヘッダーが大きすぎる(大量のCookieなど)',
      '`content-length` が二重、または `transfer-encoding` と矛盾している',
      '自作のサーバーが、応答の形式を守っていない',
    ],
    steps: [
      {
        say: '返ってきた応答の先頭を見る',
        run: 'post',
        look: '`Received HTTP/0.9 when not allowed` なら、HTTPではない',
      },
      { say: 'ヘッダーの大きさと、長さの指定を見る', run: 'postForHeaders' },
      { say: '応答を組み立てる部分を、フレームワークの標準に戻す' },
    ],
    processed: '応答が壊れていても、処理は終わっていることがあります。',
    resend:
      '応答の形式が直るまでは、処理されてもエラーのままです。`webhookEventId` で[重複を除く](redelivery)必要があります。',
  },
}

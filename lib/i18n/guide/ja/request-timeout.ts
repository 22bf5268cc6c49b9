import type { EntriesOf } from '../guide-content.ts'

export const requestTimeout: EntriesOf<'request_timeout'> = {
  request_timeout: {
    happened:
      'リクエストは送りましたが、時間内に応答が最後まで届きませんでした。または、送っている途中で接続が切れました。LINEの制限は2秒です。',
    reasons: [
      '応答を返す前に、重い処理(外部API、データベース、画像や言語モデル)をしている',
      'サーバーの混雑やコールドスタートで、受け取るまでに時間がかかっている',
      'ボットのプロセスが止まっている(デッドロック、メモリ不足)',
    ],
    steps: [
      { say: '先に `200` を返し、処理はそのあとで行う' },
      {
        say: 'どこに時間がかかるかを見る',
        run: 'postWithTimes',
        look: '`tls` から `first byte` までの差が、ボットの時間',
      },
      { say: '割合を見る。ときどきの1件は、どのボットでも起きる' },
    ],
    processed: 'ボットのログで `webhookEventId` を探すとわかります。',
    resend: '届きますが、二重になることがあります。`webhookEventId` で[重複を除く](redelivery)必要があります。',
  },

  'Request timeout': {
    happened:
      'リクエストを送り終えて(または送っている途中で)、時間が来ました。応答が1バイトもない場合も、ヘッダーや本文が途中までの場合もあります。LINEの制限は2秒です。',
    reasons: [
      '応答を返す前に、外部APIやデータベースを待っている',
      'コールドスタートや、ワーカー・接続プールの空き待ち',
      'プロセスがCPUやメモリを使い切っている、または固まっている',
      'プロキシが応答をためて、まとめて返している',
      '大きな本文を送る途中で、接続が切れた',
    ],
    steps: [
      { say: '署名を確かめたらすぐ `200` を返し、イベントはキューに入れる' },
      {
        say: '空のイベントで時間を測る',
        run: 'postWithTimes',
        look: '`tls` から `first byte` までが2秒に近ければ、サーバーそのものが遅い。短ければ、遅いのはイベントの処理',
      },
      {
        say: 'プロキシを通さず、ボットに直接送って比べる',
        run: 'postAtBot',
        look: 'ここが速ければ、手前(プロキシ、TLS、ネットワーク)が遅い',
      },
      { say: 'その時刻に、再起動やメモリ不足がなかったかを見る', run: 'serviceDeaths' },
    ],
    processed: '遅れて処理を終えていることもあります。ボットのログで `webhookEventId` を探してください。',
    resend:
      '届きますが、二重になることがあります。`webhookEventId` で[重複を除く](redelivery)必要があります。遅さが直るまでは、再送も間に合いません。',
  },
}

import type { BrazeEntries, GuideContent } from '../guide-content.ts'

const NOTHING_SENT = 'していません。4XXでは何も送られない、とBrazeが説明しています。'
const UNTIL_REPAIRED = '呼び出しを直すまで、同じ応答です。Todokuも自動では送り直しません。'
const READ_KEY = { say: 'APIキーを、画面に出さずに入れる(実行して、貼り付けてEnter)', run: 'readBrazeKey' } as const
const FATAL = { processed: NOTHING_SENT, resend: UNTIL_REPAIRED } as const

export const braze: BrazeEntries = {
  '5XX Internal Server Error': {
    happened:
      'Brazeが呼び出しを実行できませんでした。原因はBraze側にあります。502はサーバーに届く前の失敗、503はいま受ける余力がない、504は奥のサーバーの応答を待ちきれなかった、という意味です。',
    reasons: [
      'Brazeの障害、またはメンテナンス',
      'Brazeの混雑',
      'あなたとBrazeの間のプロキシ(応答の本文がBrazeのものでないとき)',
    ],
    steps: [
      { say: 'Brazeのステータスページ(`https://status.braze.com`)に障害の知らせがあるかを見る' },
      READ_KEY,
      { say: 'いま応答するかを見る', run: 'brazeKeyWorks', look: '`200` なら回復している' },
      { say: '再送をオンにする。Todokuが指数バックオフで送り直す' },
    ],
    processed: 'したかもしれません。504は、処理が済んだあとに返ることがあります。',
    resend:
      '指数バックオフでの再試行を、Brazeが求めています。障害中に失敗した呼び出しを、Brazeが自分でやり直すことはありません。同じメッセージが2回届くことがあります。',
  },

  '400 Bad Request': {
    happened: 'Brazeが呼び出しを読めませんでした。構文が正しくないか、必要なものが足りません。',
    reasons: [
      '本文がJSONになっていない(末尾のカンマ、コメント、単一引用符、文字列の連結)',
      'そのエンドポイントですることが、本文に何もない',
      '項目の型が違う',
    ],
    steps: [
      { say: '本文を `jq` に読ませる', run: 'brazeBody', look: '`parse error` に行番号が出る' },
      { say: '応答の `message` と `errors` を、試行の画面で読む' },
      { say: '文字列をつなげず、オブジェクトをHTTPクライアントにJSONへ変換させる' },
    ],
    ...FATAL,
  },

  '400 No Recipients': {
    happened:
      '送り先がありません。外部ID、エイリアス、セグメント、オーディエンスのどれもなく、ブロードキャストでもありません。',
    reasons: [
      '送り先の一覧が空だった(検索の結果が0件など)',
      '項目名の違い。`/messages/send` は `external_user_ids`、`/campaigns/trigger/send` は `recipients`',
      '`broadcast: true` の付け忘れ',
    ],
    steps: [
      { say: '本文の一覧の件数を数える', run: 'brazeCountIds', look: '一覧がないか、`0` になっている' },
      { say: '送り先が空のときは、Brazeを呼ばない' },
    ],
    ...FATAL,
  },

  '400 Invalid Campaign ID': {
    happened: 'このIDのメッセージングAPIキャンペーンが、Brazeにありません。',
    reasons: [
      '別のワークスペースやインスタンスのID',
      'キャンペーンの種類が違う、またはアーカイブされた',
      'キャンバス、セグメント、メッセージのバリエーションなど、別のもののIDを入れている',
    ],
    steps: [
      READ_KEY,
      { say: 'このキーで見えるキャンペーンを並べる', run: 'brazeCampaigns', look: '`campaign_id` がこの中にあるか' },
      { say: 'IDはBrazeのキャンペーンの画面から、キーは同じワークスペースから取る' },
    ],
    ...FATAL,
  },

  '400 Message Variant Unspecified': {
    happened: 'キャンペーンIDがあるのに、どのメッセージバリエーションかを書いていないメッセージがあります。',
    reasons: [
      'どれかのメッセージに `message_variation_id` がない',
      '統計のためだけに `campaign_id` を付けた',
      'メッセージの中ではなく、横に書いている',
    ],
    steps: [
      { say: 'メッセージを1つずつ見る', run: 'brazeMessages', look: '`message_variation_id` のないメッセージ' },
      { say: 'すべてのメッセージにバリエーションのIDを入れる。使わないなら `campaign_id` を外す' },
    ],
    ...FATAL,
  },

  '400 Invalid Message Variant': {
    happened: 'キャンペーンはありますが、このIDのメッセージバリエーションが、その中にありません。',
    reasons: [
      '別のキャンペーンのバリエーション',
      'バリエーションを消した、または作り直してIDが変わった',
      'キャンペーンとバリエーションのIDが、別々のワークスペースのもの',
    ],
    steps: [
      READ_KEY,
      { say: 'キャンペーンのバリエーションを並べる', run: 'brazeVariants', look: 'キーが、使えるIDの一覧' },
      { say: 'キャンペーンとバリエーションのIDを、Brazeの同じ画面から取る' },
    ],
    ...FATAL,
  },

  '400 Mismatched Message Type': {
    happened: '種類の違うメッセージバリエーションが、1つ以上あります(メールにプッシュ通知のバリエーションなど)。',
    reasons: [
      '2つのチャネルのバリエーションを取り違えた',
      'Brazeで、キャンペーンのメッセージの種類を変えた',
      'iOSとAndroidのプッシュ通知は、別のバリエーション',
    ],
    steps: [
      READ_KEY,
      { say: 'バリエーションの種類を見る', run: 'brazeVariants' },
      { say: '本文のメッセージの名前と見比べる', run: 'brazeMessages' },
    ],
    ...FATAL,
  },

  '400 Invalid Extra Push Payload': {
    happened: '`apple_push` か `android_push` の `extra` が、ディクショナリ(オブジェクト)ではありません。',
    reasons: [
      '`extra` を二重にJSONへ変換し、文字列になっている',
      '`extra` が配列になっている',
      '入れるものがないとき、`null` や空の文字列を入れている',
    ],
    steps: [
      { say: '`extra` の型を見る', run: 'brazeExtra', look: '`"object"` なら正しい。なければ `extra` ごと省く' },
      { say: '文字列を値とするオブジェクトにする。空なら `extra` を書かない' },
    ],
    ...FATAL,
  },

  '400 Max Input Length Exceeded': {
    happened: '`/users/track` の1回の呼び出しに、75を超えるオブジェクトがあります。',
    reasons: [
      '1回にまとめる件数が75より多い',
      '属性、イベント、購入のそれぞれは75以下でも、合計で超えている',
      '失敗の間にたまった分を、1回で送っている',
    ],
    steps: [
      {
        say: '本文の一覧の件数を数える',
        run: 'brazeCountIds',
        look: '`attributes`、`events`、`purchases` が75を超えるか',
      },
      { say: '75件以下に分けて呼び出す' },
    ],
    ...FATAL,
  },

  '400 The max number of external_ids and aliases per request was exceeded': {
    happened: '1回の呼び出しに、50を超える外部IDとエイリアスがあります。',
    reasons: ['1回にまとめる件数が50より多い', '外部IDとエイリアスのそれぞれは50以下でも、合計で超えている'],
    steps: [
      { say: '本文の一覧の件数を数える', run: 'brazeCountIds', look: '`external_user_ids` と `user_aliases` の合計' },
      { say: '50件以下に分けて呼び出す。または、セグメントに送る' },
    ],
    ...FATAL,
  },

  '400 The max number of ids per request was exceeded': {
    happened: '1回の呼び出しに、50を超えるIDがあります。',
    reasons: ['1回にまとめる件数が50より多い', '同じIDが何度も入っている'],
    steps: [
      { say: '本文の一覧の件数を数える', run: 'brazeCountIds', look: '`recipients` が50を超える' },
      { say: '重複を除き、50件以下に分けて呼び出す' },
    ],
    ...FATAL,
  },

  '400 No message to send': {
    happened: '送り先はありますが、送るメッセージがありません。',
    reasons: [
      '`messages` がない、または空',
      'メッセージはあるが、中身が空のオブジェクト(テンプレートの結果が空など)',
      'メッセージを `messages` の外に書いている',
    ],
    steps: [
      { say: 'メッセージを見る', run: 'brazeMessages', look: '`null`、`{}`、または中身が `{}` のメッセージ' },
      { say: '送るものがないときは、Brazeを呼ばない' },
    ],
    ...FATAL,
  },

  '400 Slideup Message Length Exceeded': {
    happened: 'スライドアップのメッセージが、140文字を超えています。',
    reasons: ['本文が長い', '差し込んだ名前やURLで長くなった'],
    steps: [
      { say: '文字数を数える', run: 'brazeSlideup', look: '140を超える' },
      { say: '差し込みが済んだあとの長さで切る' },
    ],
    ...FATAL,
  },

  '400 Apple Push Length Exceeded': {
    happened: 'Apple向けのペイロードが、JSONで1,912バイトを超えています。',
    reasons: ['本文が長い。日本語は1文字3バイト', 'アプリが自分で取れるデータまで `extra` に入れている'],
    steps: [
      { say: 'バイト数を数える', run: 'brazeBytes', look: '1912を超える' },
      { say: '本文を短くする。`extra` にはデータではなくIDを入れる' },
    ],
    ...FATAL,
  },

  '400 Android Push Length Exceeded': {
    happened: 'Android向けのペイロードが、JSONで4,000バイトを超えています。',
    reasons: ['本文が長い。日本語は1文字3バイト', 'アプリが自分で取れるデータまで `extra` に入れている'],
    steps: [
      { say: 'バイト数を数える(コマンドを `android_push` にして実行する)', run: 'brazeBytes', look: '4000を超える' },
      { say: '本文を短くする。`extra` にはデータではなくIDを入れる' },
    ],
    ...FATAL,
  },

  '400 Bad Request (send_at)': {
    happened:
      '送信する日時を、Brazeが読めませんでした。Brazeの名前は `Bad Request` だけです。かっこの中は、Todokuが付けています。',
    reasons: ['ISO 8601の形(`2026-11-21T09:00:00Z`)になっていない', '値が空、またはエポック秒', '存在しない日付'],
    steps: [
      { say: '予約の内容と、いまの時刻を見る', run: 'brazeTime' },
      { say: '日時は手で組み立てず、ライブラリのISO 8601の形で書く' },
    ],
    ...FATAL,
  },

  '400 Bad Request (in_local_time)': {
    happened: '`in_local_time` がtrueですが、会社のタイムゾーンではその時刻が過ぎています。',
    reasons: [
      'UTCや別のタイムゾーンのつもりで書いた',
      '呼び出しが(キューや再送で)待つ間に、時刻が過ぎた',
      '呼び出した時点で、今日のその時刻が過ぎていた',
    ],
    steps: [
      {
        say: '予約の内容と、いまの時刻を見る',
        run: 'brazeTime',
        look: '会社のタイムゾーンは、Brazeの設定にある',
      },
      { say: '`in_local_time` がtrueのときは、`time` にタイムゾーンを書かない。時刻は数時間先にする' },
    ],
    processed: NOTHING_SENT,
    resend: '時刻は戻らないので、何度送っても同じ応答です。新しい呼び出しを作ります。',
  },

  '401 Unauthorized': {
    happened: 'BrazeがこのAPIキーを知りません。',
    reasons: [
      'ヘッダーが `Authorization: Bearer` とキー、の形になっていない',
      '別のインスタンスのRESTエンドポイントに送っている(EUと米国は別)',
      'キーが消された、または別のワークスペースのもの',
    ],
    steps: [
      READ_KEY,
      { say: '読むだけの呼び出しで、キーを試す', run: 'brazeKeyWorks', look: '`401` なら、キーかエンドポイントが違う' },
      { say: 'RESTエンドポイントをBrazeのインスタンスの一覧と見比べ、キーといっしょにチャネルの設定に入れる' },
    ],
    processed: NOTHING_SENT,
    resend: 'キーとエンドポイントを直すまで、同じ応答です。',
  },

  '403 Forbidden': {
    happened: '料金プランが対応していないか、アカウントが無効です。',
    reasons: ['プランに、このエンドポイントが含まれない', 'アカウントが無効になった、または契約が終わった'],
    steps: [
      READ_KEY,
      { say: 'ほかの呼び出しは許されるかを見る', run: 'brazeKeyWorks', look: 'ここでも `403` なら、アカウント全体' },
      { say: 'Brazeとの契約の担当者に確かめる' },
    ],
    processed: NOTHING_SENT,
    resend: 'Brazeがアカウントを変えるまで、同じ応答です。',
  },

  '403 Access Denied': {
    happened: 'APIキーは正しいですが、この呼び出しの権限がありません。',
    reasons: [
      'このエンドポイントの権限(`messages.send`、`users.track` など)が付いていない',
      '機能より前に作ったキーで、その権限がない',
      'キーに許可するIPアドレスの一覧があり、送信元が入っていない',
    ],
    steps: [
      { say: 'キーの権限を、Brazeの「設定」→「APIと識別子」で見る' },
      READ_KEY,
      {
        say: '直したら、何も送らない呼び出しで試す',
        run: 'brazeEmptyCall',
        look: '`400` なら、権限は付いている',
      },
    ],
    processed: NOTHING_SENT,
    resend: 'キーに権限が付くまで、同じ応答です。',
  },

  '404 Not Found': {
    happened: 'このURLに当たるものが、Brazeにありません。',
    reasons: [
      'パスのつづりの違い、または末尾の `/`',
      'メソッドの違い(POSTのところをGET)',
      '設定のRESTエンドポイントに、パスが付いている',
    ],
    steps: [
      READ_KEY,
      {
        say: '空の本文で、同じパスを呼ぶ',
        run: 'brazeEmptyCall',
        look: '`404` ならパスが違う。`400` ならパスは正しい',
      },
      { say: 'Brazeのドキュメントのパスと見比べる' },
    ],
    ...FATAL,
  },

  '429 Rate Limited': {
    happened: 'Brazeのレート制限を超えました。',
    reasons: [
      'まとめて送れるものを、1人ずつ呼び出している',
      'いくつかのプログラムが、ワークスペースの上限を分け合っている',
      '失敗のあと、たまった分を一度に送っている',
    ],
    steps: [
      READ_KEY,
      {
        say: '上限を見る',
        run: 'brazeHeaders',
        look: '`x-ratelimit-remaining` と、エポック秒の `x-ratelimit-reset`',
      },
      { say: '1回の呼び出しに、IDは50件まで、`/users/track` のオブジェクトは75件までまとめる' },
      { say: 'チャネルの設定で「同時送信数」を下げる' },
    ],
    processed: NOTHING_SENT,
    resend: '制限の時間が過ぎれば受け付けられます。再送がオンなら、Todokuが `Retry-After` を守って送り直します。',
  },
}

export const brazeMeanings: GuideContent['brazeMeanings'] = {
  '5XX Internal Server Error': 'Brazeの障害',
  '400 Bad Request': '構文が正しくない',
  '400 No Recipients': '送り先がない',
  '400 Invalid Campaign ID': 'キャンペーンがない',
  '400 Message Variant Unspecified': 'バリエーションの指定がない',
  '400 Invalid Message Variant': 'バリエーションがない',
  '400 Mismatched Message Type': 'バリエーションの種類が違う',
  '400 Invalid Extra Push Payload': 'extraがディクショナリでない',
  '400 Max Input Length Exceeded': '75件を超えた',
  '400 The max number of external_ids and aliases per request was exceeded': 'IDとエイリアスが50件を超えた',
  '400 The max number of ids per request was exceeded': 'IDが50件を超えた',
  '400 No message to send': 'メッセージがない',
  '400 Slideup Message Length Exceeded': '140文字を超えた',
  '400 Apple Push Length Exceeded': '1,912バイトを超えた',
  '400 Android Push Length Exceeded': '4,000バイトを超えた',
  '400 Bad Request (send_at)': '日時が読めない',
  '400 Bad Request (in_local_time)': '時刻が過ぎている',
  '401 Unauthorized': 'APIキーが無効',
  '403 Forbidden': 'プラン外かアカウントが無効',
  '403 Access Denied': 'キーの権限が足りない',
  '404 Not Found': 'URLが無効',
  '429 Rate Limited': 'レート制限を超えた',
}

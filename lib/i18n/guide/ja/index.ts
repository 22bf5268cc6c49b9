import type { GuideContent } from '../guide-content.ts'
import { braze, brazeMeanings } from './braze.ts'
import { couldNotConnect } from './could-not-connect.ts'
import { errorStatusCode } from './error-status-code.ts'
import { requestTimeout } from './request-timeout.ts'
import { topics } from './topics.ts'
import { unclassified } from './unclassified.ts'

export const ja: GuideContent = {
  words: {
    title: 'ガイド',
    lead: '失敗の原因と詳細ごとに、起きたこと、考えられる理由、することをまとめています。',
    contents: 'ガイドの目次',
    toContents: '目次へ',
    topics: 'あわせて読む',
    details: 'この原因の詳細',
    statuses: 'ステータスコードごとのページ',
    happened: '起きたこと',
    stopsAt: '止まる場所',
    reasons: '考えられる理由(多い順)',
    steps: 'すること',
    processed: 'ボットの処理',
    resend: '再送',
    resends: { helps: '役に立つ', after_repair: '直してから', may_repeat: '重複を除けば' },
    processedByBraze: 'Brazeの処理',
    fault: '原因のある側',
    faults: { caller: '呼び出し側', braze: 'Braze' },
    brazeErrors: 'Brazeのエラー',
    look: '見るところ',
    placeholders: '下線の部分は、自分のものに置き換えてください。',
    copyCommand: 'コマンドをコピー',
    stopped: 'ここで止まる',
    more: 'ガイドで詳しく見る',
    statusTitles: { '3xx': '3xxリダイレクト', '4xx': 'そのほかの4xx', '5xx': 'そのほかの5xx', other: 'そのほかの番号' },
    otherStatus: 'そのほか',
  },
  entries: { ...couldNotConnect, ...requestTimeout, ...errorStatusCode, ...unclassified, ...braze },
  brazeMeanings,
  topics,
}

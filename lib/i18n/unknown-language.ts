/** What is said when the page's own frame has failed: no language is known then, so both are shown. */
export const UNKNOWN_LANGUAGE = {
  title: 'ページを表示できませんでした',
  ja: 'こちらの不具合です。記録は無事です。もう一度読み込むと直ることがあります。',
  en: 'This page could not be shown. The fault is ours. What was recorded is safe. Loading again may help.',
  retry: { ja: 'もう一度読み込む', en: 'Reload' },
} as const

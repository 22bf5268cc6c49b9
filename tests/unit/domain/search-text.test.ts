import { describe, expect, it } from 'vitest'
import { foldText, matchesQuery, matchRank, romajiOf, searchable, searchWords } from '@/lib/domain/search-text.ts'

const holds = (text: string, query: string) => matchesQuery(searchable(text), searchWords(query))

describe('search text', () => {
  it('takes no notice of width, case and the two kana', () => {
    expect(foldText('ＡＰＩキー ｶﾞｲﾄﾞ')).toBe('apiきー がいど')
    expect(holds('クーポン配信', 'くーぽん')).toBe(true)
    expect(holds('くーぽん配信', 'クーポン 配信')).toBe(true)
    expect(holds('Ｂｏｏｋｉｎｇ Bot', 'booking BOT')).toBe(true)
  })

  it.each([
    ['きょうと', 'kyouto'],
    ['しゃしん', 'shashin'],
    ['ざっし', 'zasshi'],
    ['がっこう', 'gakkou'],
    ['ふぁいる', 'fairu'],
    ['せってい', 'settei'],
    ['ちょきん', 'chokin'],
    ['配送びん', '配送bin'],
  ])('%s is %s', (kana, latin) => {
    expect(romajiOf(kana)).toBe(latin)
  })

  it.each([
    ['ガイド', 'gaido'],
    ['シンブン', 'shimbun'],
    ['シンブン', 'sinbun'],
    ['つうち', 'tuuti'],
    ['チャネル', 'tyaneru'],
    ['じゅうしょ', 'zyuusyo'],
    ['フライト', 'huraito'],
    ['あんない', 'annai'],
    ['クーポン', 'kupon'],
  ])('%s is found by %s', (text, query) => {
    expect(holds(text, query)).toBe(true)
  })

  it('does not find what is not there', () => {
    expect(holds('予約ボット', '予約 クーポン')).toBe(false)
    expect(holds('Parcel status', 'parcels')).toBe(false)
    expect(holds('予約', 'a')).toBe(false)
  })

  it('every text holds the empty query', () => {
    expect(holds('anything', '  ')).toBe(true)
  })

  it('a beginning counts more than a word inside, and that more than letters inside', () => {
    const rank = (text: string) => matchRank(searchable(text), searchWords('bot')[0] ?? searchable(''))
    expect(['bot one', 'booking bot', 'robot', 'parcel'].map(rank)).toEqual([3, 2, 1, 0])
    expect(rank('robot bot')).toBe(2)
  })
})

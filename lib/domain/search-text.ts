// Hepburn, a syllable each.
const ROMAJI = new Map(
  (
    'あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne ' +
    'のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn がga ぎgi ' +
    'ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo ゔvu'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
)
const SMALL: Readonly<Record<string, string>> = {
  ゃ: 'ya',
  ゅ: 'yu',
  ょ: 'yo',
  ぁ: 'a',
  ぃ: 'i',
  ぅ: 'u',
  ぇ: 'e',
  ぉ: 'o',
}

/** Other spellings that people type, as the table spells them; the longer ones first. */
const SPELLINGS: readonly [RegExp, string][] = [
  [/s[yh]?y([auo])/g, 'sh$1'],
  [/[tc]y([auo])/g, 'ch$1'],
  [/(?:zy|jy)([auo])/g, 'j$1'],
  [/si/g, 'shi'],
  [/ti/g, 'chi'],
  [/(?<!t)tu/g, 'tsu'],
  [/(?<![sc])hu/g, 'fu'],
  [/[zd]i/g, 'ji'],
  [/du/g, 'zu'],
  [/wo/g, 'o'],
  [/nn/g, 'n'],
  [/m(?=[bp])/g, 'n'],
]

/** Width, case and the two kana do not matter: NFKC, lower case, hiragana. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}

/** The kana of a folded text in Latin letters; what is no kana stays. Long vowels keep their second letter, ー goes. */
export function romajiOf(folded: string): string {
  let out = ''
  let isDoubled = false
  for (const kana of folded) {
    if (kana === 'っ') {
      isDoubled = true
      continue
    }
    const small = SMALL[kana]
    if (small !== undefined) out = combined(out, small)
    else if (kana !== 'ー') {
      const latin = ROMAJI.get(kana) ?? kana
      out += isDoubled ? latin.charAt(0) + latin : latin
    }
    isDoubled = false
  }
  return out
}

/** き + ゃ is kya, し + ゃ sha, ふ + ぁ fa. */
function combined(before: string, small: string): string {
  if (!/[a-z][aiueo]$/.test(before)) return before + small
  const stem = before.slice(0, -1)
  return stem + (small.length === 2 && /(?:sh|ch|j)$/.test(stem) ? small.charAt(1) : small)
}

/** A text prepared once for many searches. */
export type Searchable = { folded: string; romaji: string }

export function searchable(text: string): Searchable {
  const folded = foldText(text)
  return { folded, romaji: romajiOf(folded) }
}

/** A query as its words, each as it is compared. */
export function searchWords(query: string): Searchable[] {
  return foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((folded) => ({ folded, romaji: SPELLINGS.reduce((word, [from, to]) => word.replace(from, to), folded) }))
}

/** How well a text holds a word: 3 begins with it, 2 a word of it does, 1 somewhere, 0 not at all. */
export function matchRank(text: Searchable, word: Searchable): 0 | 1 | 2 | 3 {
  const plain = rankIn(text.folded, word.folded)
  // Latin letters only: kana and kanji were found above, or are not there.
  if (plain > 0 || !/^[a-z'-]{2,}$/.test(word.romaji)) return plain
  return rankIn(text.romaji.replace(/nn/g, 'n'), word.romaji)
}

function rankIn(text: string, word: string): 0 | 1 | 2 | 3 {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (at === 0) return 3
  const isAtWord = (index: number) => /[^\p{L}\p{N}]/u.test(text.charAt(index - 1))
  for (let index = at; index > 0; index = text.indexOf(word, index + 1)) if (isAtWord(index)) return 2
  return 1
}

/** Whether a text holds every word of a query; an empty query is in every text. */
export function matchesQuery(text: Searchable, words: readonly Searchable[]): boolean {
  return words.every((word) => matchRank(text, word) > 0)
}

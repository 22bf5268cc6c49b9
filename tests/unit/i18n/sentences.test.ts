import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { BRAZE_DETAILS, BRAZE_SERVER_ERROR } from '@/lib/domain/braze-errors.ts'
import { ALL_LABELS } from '@/lib/domain/taxonomy.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const JAPANESE = /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u
/** It begins with a word in capitals, and goes on: class names are none, nor codes and SQL all in capitals. */
const SENTENCE = /^["“]?(\p{Lu}\p{Ll}[\p{L}’'-]*[ ,:]+\p{L}{2,}|\p{Lu}+ \p{Ll}{2,})/u

/** Files whose strings are data, no texts of the console. */
const DATA: Record<string, string> = {
  'lib/domain/line-events.ts': 'what people write in practice events',
  'lib/domain/braze-answer.ts': 'what Braze’s messages say',
  'lib/domain/search-text.ts': 'how kana are read',
  'lib/domain/statistics/webhook-errors.ts': 'the columns of LINE’s file',
  'lib/domain/line-console-file.ts': 'the columns of LINE’s file',
}
/** What is the same in every language: names of others, codes and units. */
const NAMES = new Set<string>([
  ...ALL_LABELS,
  ...BRAZE_DETAILS.map((detail) => detail.replace(/^\d+ /, '')),
  BRAZE_SERVER_ERROR,
  ...['Todoku', 'POST', 'API', 'TSV', 'CSV', 'PNG', 'UTC+9', 'XX', 'ms', '(ms)', 'GET …/webhook-errors'],
])
const ATTRIBUTES = /^(aria-(label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|label)$/

type Found = { line: number; text: string }

/** Literals of a file that are words for people. `shown`: in a folder whose strings reach the page, English counts too. */
function wordsIn(source: string, name: string, shown: boolean): Found[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  const found: Found[] = []
  const visit = (node: ts.Node): void => {
    const text = literalOf(node)
    if (text !== null && !NAMES.has(text) && (JAPANESE.test(text) || (shown && isShown(node, text))))
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function literalOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text.trim()
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    ? node.text.trim()
    : null
}

function isShown(node: ts.Node, text: string): boolean {
  if (ts.isJsxText(node)) return /\p{L}/u.test(text) && !isKey(node.parent)
  if (ts.isJsxAttribute(node.parent) && ATTRIBUTES.test(node.parent.name.getText()))
    return /\p{L}/u.test(text) && !text.startsWith('https://')
  return SENTENCE.test(text) && !isOfAnError(node)
}

/** `<Kbd>Esc</Kbd>`: what is printed on a key. */
const isKey = (node: ts.Node) => ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'Kbd'

/** What is thrown is for developers: the console says it by its code. */
function isOfAnError(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at) && !ts.isBlock(at); at = at.parent)
    if (ts.isNewExpression(at) && /Error$|Failure$/.test(at.expression.getText())) return true
  return false
}

/** The API, the command line and the practice bot speak to programs and developers, in English. */
const SHOWN = /^(components\/|app\/(?!api\/)|lib\/(charts|domain|reports)\/)/

test('no sentence is outside lib/i18n', { timeout: 60_000 }, () => {
  const ours = ['app', 'components', 'lib']
    .flatMap((folder) =>
      readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((name) => /\.tsx?$/.test(name) && !/^lib\/(i18n|storage\/generated)\//.test(name))
  expect(ours.length).toBeGreaterThan(400)
  const found = ours.flatMap((name) => {
    if (name in DATA) return []
    const source = readFileSync(`${root}/${name}`, 'utf8')
    return wordsIn(source, name, SHOWN.test(name)).map(({ line, text }) => `${name}:${line}: ${text}`)
  })
  expect(found).toEqual([])
})

test.each([
  ["const a = '保存しました'", true],
  ['const a = `4711件`', true],
  ['<p>Saved</p>', true],
  ['<p aria-label="Close" />', true],
  ["toast('Nothing was saved')", true],
  ['<p className="grid gap-2" data-kind="Some thing">{t("saved")}</p>', true],
  ['<p className="grid gap-2" id="Close">{t("saved")} · 5</p>', false],
  ['<p>{t("close")} <Kbd>Esc</Kbd></p>', false],
  ["throw new RangeError('Not a day')", false],
  ["const label = 'TLS handshake failure'", false],
  ["const label = 'URL changed'", true],
  ["const sql = 'SELECT 1 FROM days'", false],
])('%s: %s', (source, isFound) => {
  expect(wordsIn(source, 'a.tsx', true).length > 0).toBe(isFound)
})

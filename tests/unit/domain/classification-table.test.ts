import { expect, it } from 'vitest'
import { BRAZE_ERRORS, isBrazeRetryable } from '@/lib/domain/braze-errors.ts'
import { classify, RULES, type Rule } from '@/lib/domain/classification.ts'
import { DELIVERED_NOTES } from '@/lib/domain/outcome.ts'
import { reasonOfDetail, reasonOfNote } from '@/lib/domain/reasons.ts'
import { causeOfLabel } from '@/lib/domain/taxonomy.ts'
import { generatedPart, markdownTable } from '../../support/generated-part.ts'

const listOf = ({ codes }: Rule) => (Array.isArray(codes) ? codes.join(' ') : '')
const lists = RULES.map(listOf)
/** Long lists that several rules have are written once, under a letter. */
const shared = [...new Set(lists)].filter((list) => list.length > 80 && lists.indexOf(list) !== lists.lastIndexOf(list))
const letter = (index: number) => String.fromCharCode(65 + index)

const codesOf = (rule: Rule) => {
  if (rule.codes === undefined) return 'every other'
  if (rule.codes instanceof RegExp) return `\`${rule.codes.source.replaceAll('|', '\\|')}\``
  const index = shared.indexOf(listOf(rule))
  return index < 0 ? `\`${listOf(rule)}\`` : `list ${letter(index)}`
}

it('the rules stand in docs/classification.md as they are', () => {
  const rows = RULES.map((rule, index) => [
    String(index + 1),
    rule.phases.join(' '),
    codesOf(rule),
    rule.label,
    causeOfLabel(rule.label) ?? '',
    rule.processed,
  ])
  const table = [
    markdownTable(['rule', 'phase', 'code', 'detail', 'cause', 'processed'], rows),
    ...shared.map((list, index) => `\nList ${letter(index)}: \`${list}\`\n`),
  ].join('')
  expect(generatedPart('docs/classification.md', 'rules', table)).toBe(table)
})

it('Braze’s names stand in docs/classification.md with their numbers', () => {
  const rows = [
    ...BRAZE_ERRORS,
    ...[500, 502, 503, 504].map((status) => [status, 'Internal Server Error'] as const),
  ].map(([status, name]) => {
    const detail = `${status} ${name}`
    const { processed } = classify({ status }, 'braze')
    return [detail, String(reasonOfDetail(detail)), processed, isBrazeRetryable(status) ? 'yes' : 'no']
  })
  const notes = DELIVERED_NOTES.map((note) => [`2xx, ${note}`, String(reasonOfNote(note)), 'yes', 'no'])
  const table = markdownTable(['detail', 'reason', 'processed', 'sent again'], [...rows, ...notes])
  expect(generatedPart('docs/classification.md', 'braze', table)).toBe(table)
})

/**
 * Runs the stages one after the other, whatever fails, and ends with a table of them and the line of totals. After a
 * failed stage that the others stand on, they are not run.
 * @param {import('./stages.js').Stage[]} stages
 * @param {(line: string) => void} say
 * @returns {Promise<0 | 1>} the exit code
 */
export async function runStages(stages, say) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const rows = []
  for (const { title, count, isFoundation } of stages) {
    say(`\n── ${title}`)
    const started = Date.now()
    const counts = await count()
    for (const key of Object.keys(total)) total[key] += counts[key]
    rows.push({ stage: title, ...counts, seconds: ((Date.now() - started) / 1000).toFixed(1) })
    if (isFoundation && counts.failed > 0) {
      say(`The stages after "${title}" need it and were not run.`)
      break
    }
  }
  say(`\n${table(rows)}\n\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}

function table(rows) {
  const names = Object.keys(rows[0])
  const lines = [Object.fromEntries(names.map((name) => [name, name])), ...rows]
  const widths = names.map((name) => Math.max(...lines.map((line) => String(line[name]).length)))
  const cell = (line) => (name, column) =>
    column === 0 ? String(line[name]).padEnd(widths[column]) : String(line[name]).padStart(widths[column])
  return lines.map((line) => names.map(cell(line)).join('  ')).join('\n')
}

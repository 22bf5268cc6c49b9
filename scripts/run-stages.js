/**
 * Runs the stages one after the other, whatever fails, and ends with a table of them and the line of totals. Stages in a
 * list run at the same time, and what each says is shown when it has ended. After a failed stage that the others stand
 * on, they are not run.
 * @param {(import('./stages.js').Stage | import('./stages.js').Stage[])[]} stages
 * @param {(line: string) => void} say
 * @returns {Promise<0 | 1>} the exit code
 */
export async function runStages(stages, say) {
  const rows = []
  for (const stage of stages) {
    if (Array.isArray(stage)) {
      for (const ending of stage.map((each) => runStage(each, { show: false }))) {
        const { row, output } = await ending
        say(`\n── ${row.stage}\n${output.trim()}`)
        rows.push(row)
      }
    } else {
      say(`\n── ${stage.title}`)
      const { row } = await runStage(stage, { show: true })
      rows.push(row)
      if (stage.isFoundation && row.failed > 0) {
        say(`The stages after "${stage.title}" need it and were not run.`)
        break
      }
    }
  }
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0)
  say(`\n${table(rows)}\n\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
  return total('failed') > 0 || total('passed') === 0 ? 1 : 0
}

async function runStage({ title, count }, options) {
  const started = Date.now()
  const { output = '', ...counts } = await count(options)
  return { output, row: { stage: title, ...counts, seconds: ((Date.now() - started) / 1000).toFixed(1) } }
}

function table(rows) {
  const names = Object.keys(rows[0])
  const lines = [Object.fromEntries(names.map((name) => [name, name])), ...rows]
  const widths = names.map((name) => Math.max(...lines.map((line) => String(line[name]).length)))
  const cell = (line) => (name, column) =>
    column === 0 ? String(line[name]).padEnd(widths[column]) : String(line[name]).padStart(widths[column])
  return lines.map((line) => names.map(cell(line)).join('  ')).join('\n')
}

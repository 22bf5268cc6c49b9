import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchRecording } from './recording.ts'
import { benchStatistics } from './statistics.ts'

const folder = mkdtempSync(join(tmpdir(), 'todoku-bench-'))
try {
  console.log('Recording: rows a second, median of interleaved rounds, 3 % failures')
  console.table(await benchRecording(folder))
  console.log('Statistics: milliseconds, median, one channel of 90 days, 3 % failures')
  console.table(await benchStatistics(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

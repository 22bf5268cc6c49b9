import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchDeliveries } from './deliveries.ts'
import { benchDeliveryStatistics } from './delivery-statistics.ts'
import { benchGateway } from './gateway.ts'
import { benchLateness } from './lateness.ts'
import { benchRecording } from './recording.ts'
import { benchSender } from './sender.ts'
import { benchStatistics } from './statistics.ts'

/** Bundled beside this file. */
const bundled = (name: string) => fileURLToPath(new URL(`${name}.mjs`, import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'todoku-bench-'))
const benches: Record<string, { title: string; run(): Promise<Record<string, string | number>[]> }> = {
  recording: {
    title: 'Recording: rows a second, median of interleaved rounds, 3 % failures',
    run: () => benchRecording(folder),
  },
  statistics: {
    title: 'Statistics: milliseconds, median, one channel of 90 days, 3 % failures',
    run: () => benchStatistics(folder),
  },
  'delivery-statistics': {
    title: 'Statistics of deliveries and the overview: milliseconds, median',
    run: () => benchDeliveryStatistics(folder),
  },
  gateway: {
    title: 'The gateway: webhooks accepted a second, each answered when it is on disk',
    run: () => benchGateway(folder, bundled('gateway-server')),
  },
  sender: {
    title: 'Sending: POSTs a second, 64 at a time over kept connections, median of interleaved rounds',
    run: () => benchSender(bundled('receiver'), bundled('sender')),
  },
  deliveries: {
    title: 'Deliveries a second over kept connections, median of interleaved rounds',
    run: () => benchDeliveries(folder, bundled('receiver'), bundled('sender')),
  },
  lateness: {
    title: 'The limit of 2 s while the main thread is kept busy, 50 to 100 ms at a time: late by so many milliseconds',
    run: () => benchLateness(bundled('practice-bot'), bundled('sender')),
  },
}
const wanted = process.argv.slice(2)
try {
  for (const [name, { title, run }] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.log(title)
    console.table(await run())
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { makeChannel, record, simulatedNight } from '../e2e/simulated-night.ts'
import type { TestServer } from '../support/start-server.ts'

/** A channel of which neither attempts nor statistics can be read. */
export async function seedBroken(server: TestServer, key: string): Promise<Record<string, string>> {
  const broken = await makeChannel(server, key, '予約受付ボット(本番)')
  await record(server, key, broken, simulatedNight(Date.now()).slice(-400))
  takeAway(server, ['attempts', 'marks', 'delivery_counts', 'duration_buckets'])
  return { broken }
}

/** As a database that was damaged: what asks for one of these tables fails. */
export function takeAway({ dataDir }: TestServer, tables: string[]): void {
  const database = new Database(join(dataDir, 'todoku.db'), { timeout: 5_000 })
  try {
    for (const table of tables) database.exec(`ALTER TABLE "${table}" RENAME TO "${table}_lost"`)
  } finally {
    database.close()
  }
}

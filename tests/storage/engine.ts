import type { Storage } from '@/lib/storage/open-storage.ts'

/** A database engine under test. What the suite proves of one must hold for every one. */
export type Engine = {
  name: string
  /** An empty, migrated database of its own, which goes with the test. */
  make(): Promise<TestDatabase>
}

export type TestDatabase = {
  open(options: { now: () => number; secretKey: Buffer | null }): Promise<Storage>
  /** Changes rows behind the writer's back. */
  tamper(sql: string): Promise<void>
  /** Rows as they lie in the database. */
  look(sql: string): Promise<Record<string, unknown>[]>
  remove(): Promise<void>
}

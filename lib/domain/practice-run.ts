/** A run of the practice bot, as `GET /api/v1/practice` tells it. */
export type PracticeRun = {
  state: 'running' | 'finished' | 'stopped'
  channelId: string
  startedAtMs: number
  elapsedMs: number
  totalMs: number
  /** Attempts that were recorded, verifications left out. */
  sent: number
  failed: number
  byDetail: Record<string, number>
}

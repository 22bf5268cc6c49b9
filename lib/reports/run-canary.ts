import { type Canary, findCanary } from '@/lib/storage/find-canary.ts'
import type { ReportContext } from './context.ts'

/** Why a redelivery run halted: the delivery that it tried first. The caller has judged the rights. */
export function runCanary(ctx: ReportContext, runId: string): Promise<Canary | null> {
  return findCanary(ctx.storage.read, runId)
}

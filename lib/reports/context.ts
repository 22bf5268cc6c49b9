import type { Context } from '@/lib/storage/open-storage.ts'

/** What every report takes first: where to read, and the clock (epoch milliseconds). */
export type ReportContext = Context

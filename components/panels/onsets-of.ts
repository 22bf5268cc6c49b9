import { cache } from 'react'
import { errorOnsets } from '@/lib/reports/error-onsets.ts'

/** The troubles of a channel, looked for once for all parts of a page that say them. */
export const onsetsOf = cache(errorOnsets)

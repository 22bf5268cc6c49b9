import { LABELS } from '@/lib/domain/taxonomy.ts'
import type { DetailChoice } from './cause-detail-selects.tsx'

const COMMON_STATUSES = ['301', '302', '400', '401', '403', '404', '405', '410', '429', '500', '502', '503', '504']

/** The details that a list offers to filter by, in the order of the causes: every label, and the usual statuses. */
export const KNOWN_DETAILS: readonly DetailChoice[] = [
  ...(['could_not_connect', 'request_timeout', 'unclassified'] as const).flatMap((cause) =>
    LABELS[cause].map((detail) => ({ cause, detail })),
  ),
  ...COMMON_STATUSES.map((detail) => ({ cause: 'error_status_code' as const, detail })),
]

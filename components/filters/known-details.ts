import { BRAZE_DETAILS, BRAZE_SERVER_ERROR } from '@/lib/domain/braze-errors.ts'
import type { ChannelKind } from '@/lib/domain/channel.ts'
import { LABELS } from '@/lib/domain/taxonomy.ts'
import type { DetailChoice } from './cause-detail-selects.tsx'

const COMMON_STATUSES = ['301', '302', '400', '401', '403', '404', '405', '410', '429', '500', '502', '503', '504']

const STATUSES: Record<ChannelKind, readonly string[]> = {
  line: COMMON_STATUSES,
  braze: [...BRAZE_DETAILS, ...['500', '502', '503', '504'].map((status) => `${status} ${BRAZE_SERVER_ERROR}`)],
}

/**
 * The details that a list offers to filter by, in the order of the causes: every label, and the usual statuses, of Braze
 * by their names.
 */
export const knownDetails = (kind: ChannelKind): readonly DetailChoice[] => [
  ...(['could_not_connect', 'request_timeout', 'unclassified'] as const).flatMap((cause) =>
    LABELS[cause].map((detail) => ({ cause, detail })),
  ),
  ...STATUSES[kind].map((detail) => ({ cause: 'error_status_code' as const, detail })),
]

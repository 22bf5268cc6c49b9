import type { State } from './state.ts'
import { ATTEMPTS } from './states/attempts.ts'
import { DELIVERIES } from './states/deliveries.ts'
import { DOORS } from './states/doors.ts'
import { OVERVIEW } from './states/overview.ts'
import { SETTINGS } from './states/settings.ts'
import { STATISTICS } from './states/statistics.ts'

/**
 * Every page and every state of it that a reader can come to. Add yours to the file of its part in `states/`:
 * `npm run gallery <its name>` makes its pictures, and a page that no state shows fails `npm test`.
 */
export const STATES: readonly State[] = [...DOORS, ...OVERVIEW, ...STATISTICS, ...ATTEMPTS, ...DELIVERIES, ...SETTINGS]

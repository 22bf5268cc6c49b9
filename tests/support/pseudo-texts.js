import { markTexts } from './mark-texts.js'

// Preloaded into a test's server with `NODE_OPTIONS=--import=…`: lib/i18n/shown-texts.ts asks for it.
globalThis[Symbol.for('todoku.changeTexts')] = markTexts

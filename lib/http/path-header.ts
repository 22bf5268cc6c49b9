/**
 * Set by scripts/server.js on every request of a page, whatever the client sent: the path and query that were asked
 * for. Good for nothing but to come back to.
 */
export const PATH_HEADER = 'x-todoku-path'

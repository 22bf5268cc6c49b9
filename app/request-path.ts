/** Set by `proxy.ts` on every page's request: the path and query that were asked for. */
export const PATH_HEADER = 'x-todoku-path'

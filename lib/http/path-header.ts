/** Set by `proxy.ts` on every page's request: the path and query that were asked for. Good for nothing but to come back. */
export const PATH_HEADER = 'x-todoku-path'

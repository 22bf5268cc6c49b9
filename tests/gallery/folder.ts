import { fileURLToPath } from 'node:url'

/** Where the pictures go; git leaves it alone. */
export const FOLDER = fileURLToPath(new URL('../../gallery', import.meta.url))

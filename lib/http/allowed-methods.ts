import { OPERATIONS } from './operations.ts'

/** The methods that a path of the API has, in upper case; none where there is no such path. */
export function allowedMethods(pathname: string): string[] {
  const parts = pathname.replace(/\/$/, '').split('/')
  const fits = (path: string) => {
    const own = path.split('/')
    return own.length === parts.length && own.every((part, at) => part.startsWith('{') || part === parts[at])
  }
  return OPERATIONS.filter(({ path }) => fits(path)).map(({ method }) => method.toUpperCase())
}

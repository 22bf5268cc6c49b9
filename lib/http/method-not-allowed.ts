import { TodokuError } from '@/lib/domain/errors.ts'

/** `Allow` is added where the allowed methods are known. */
export function methodNotAllowed(method: string): TodokuError {
  return new TodokuError('method_not_allowed', `${method} is not allowed here.`)
}

export function noSuchRoute(): TodokuError {
  return new TodokuError('not_found', 'There is nothing here. The paths are listed in GET /api/openapi.json.')
}

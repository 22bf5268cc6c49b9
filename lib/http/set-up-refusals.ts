import { TodokuError } from '@/lib/domain/errors.ts'

export function administratorExists(): TodokuError {
  return new TodokuError('administrator_exists', 'An administrator exists already. Sign in instead.')
}

export function wrongSetUpToken(): TodokuError {
  return new TodokuError(
    'wrong_set_up_token',
    'This link is not valid. Take the one that the server printed when it started.',
  )
}

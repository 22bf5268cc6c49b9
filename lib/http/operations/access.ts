import { MEDIA, type Operation } from '../operation.ts'
import { setUpAnswer, setUpBody } from '../schemas/set-up.ts'
import { signedInAnswer, signInBody } from '../schemas/sign-in.ts'

/** Set-up and sessions. */
export const ACCESS_OPERATIONS: readonly Operation[] = [
  {
    id: 'setUp',
    method: 'post',
    path: '/api/v1/set-up',
    summary: 'Make the first administrator and sign in',
    status: 201,
    body: setUpBody,
    example: {
      token: 'from-the-link',
      email: 'admin@example.com',
      name: 'Sato',
      password: 'a sentence is easy to remember',
    },
    answer: setUpAnswer,
    refusals: [400, 401, 403, 404, ...MEDIA],
    open: true,
  },
  {
    id: 'signIn',
    method: 'post',
    path: '/api/auth/sign-in/email',
    summary: 'Sign in: sets the session cookie',
    status: 200,
    body: signInBody,
    example: { email: 'admin@example.com', password: 'a sentence is easy to remember' },
    answer: signedInAnswer,
    refusals: [400, 401, 403, ...MEDIA],
    open: true,
  },
  {
    id: 'signOut',
    method: 'post',
    path: '/api/auth/sign-out',
    summary: 'Sign out: ends the session',
    status: 200,
    answer: signedInAnswer,
    refusals: [403],
    open: true,
  },
]

import { createHmac, timingSafeEqual } from 'node:crypto'

export type SetUpToken = { text: string; matches(candidate: string): boolean }

/** The same for as long as the secret key is, so that the link of an earlier start still works. */
export function setUpToken(secretKey: Buffer): SetUpToken {
  const digest = (text: string) => createHmac('sha256', secretKey).update(text).digest()
  const text = digest('todoku set-up link').toString('base64url')
  return {
    text,
    // Digests of both sides have one length, whatever was sent.
    matches: (candidate) => timingSafeEqual(digest(candidate), digest(text)),
  }
}

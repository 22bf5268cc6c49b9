/** Whether what is so old may still be believed; a clock that was set back makes nothing live longer. */
export function isWithin(longestMs: number, ageMs: number): boolean {
  return ageMs >= 0 && ageMs < longestMs
}

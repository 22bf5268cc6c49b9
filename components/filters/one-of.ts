/** The value of a select as one of these, or null for all else. */
export function oneOf<T extends string>(values: readonly T[], value: string): T | null {
  return values.find((one) => one === value) ?? null
}

const KEY = 'todoku-recent'
const KEPT = 12

function read(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]')
  } catch {
    // Storage that is full, forbidden or broken is as good as none.
    return []
  }
}

/** The names of what was opened last in this browser, the latest first. */
export function recentPlaces(): string[] {
  const kept = read()
  return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string') : []
}

export function rememberPlace(name: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([name, ...recentPlaces().filter((one) => one !== name)].slice(0, KEPT)))
  } catch {
    // As above.
  }
}

export function forgetPlaces(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // As above.
  }
}

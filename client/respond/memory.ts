/** What a person chose once and need not choose again on this device: names of what is remembered. */
export const COMFORT = 'ervaringwijzer-comfort'
export const LANGUAGE = 'ervaringwijzer-language'

/** What was remembered under that name; null when nothing was, or nothing can be read. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null // storage switched off
  }
}

/** Remembers it, or nothing any more. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, value)
  } catch {
    // Storage switched off: it holds until the page closes.
  }
}

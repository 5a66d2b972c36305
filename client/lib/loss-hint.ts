import type { LostDevice } from '../../shared/device-wire.ts'

const NAME = 'ervaringwijzer-device'

/** What this device was and held, as remembered beside the database: browsers at times lose only the one. Null when
 *  nothing is remembered. It is a hint: only the server's list of numbers proves a loss. */
export function readHint(): LostDevice | null {
  try {
    const hint = JSON.parse(localStorage.getItem(NAME) ?? 'null') as Partial<LostDevice> | null
    const { device, last, unsent } = hint ?? {}
    const whole = typeof device === 'string' && typeof last === 'number' && typeof unsent === 'number'
    return whole ? { device, last, unsent } : null
  } catch {
    return null
  }
}

/** Where it cannot be remembered, a loss is only seen by the server. */
export function writeHint(hint: LostDevice): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(hint))
  } catch {
    // Blocked or full.
  }
}

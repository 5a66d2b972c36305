import type { NumberRange } from '../shared/device-wire.ts'

/** What is known of a device's numbers. */
export interface KnownNumbers {
  /** The highest number that it gave out, as far as it told. */
  readonly last: number
  readonly arrived: readonly NumberRange[]
  readonly waiting: readonly NumberRange[]
  readonly quarantine: readonly NumberRange[]
  /** True when the device is gone or silent for more than a day: what was waiting there is missing too. */
  readonly gone: boolean
}

/** Numbers that were given out and are nowhere: they did not arrive, and the device does not hold them. */
export function missingNumbers({ last, arrived, waiting, quarantine, gone }: KnownNumbers): readonly NumberRange[] {
  const there = [...arrived, ...quarantine, ...(gone ? [] : waiting)].sort((a, b) => a[0] - b[0])
  const missing: NumberRange[] = []
  let next = 1
  for (const [from, to] of there) {
    if (from > next) missing.push([next, Math.min(from - 1, last)])
    next = Math.max(next, to + 1)
  }
  if (next <= last) missing.push([next, last])
  return missing.filter(([from, to]) => from <= to)
}

/** How many numbers these are. */
export function countNumbers(ranges: readonly NumberRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
}

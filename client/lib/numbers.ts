import type { IDBPIndex } from 'idb'
import { DEVICE_LIMITS, type NumberRange } from '../../shared/device-wire.ts'
import type { Database } from './db.ts'

/** Which numbers this device gave out and what became of them, as far as it is still here. */
export interface Numbers {
  /** 0 before the first. */
  readonly last: number
  readonly unsent: number
  readonly waiting: readonly NumberRange[]
  readonly quarantined: number
  readonly quarantine: readonly NumberRange[]
}

/** With more numbers than this in a list it is told as one range: the device must not stutter for it. */
const MOST_READ = 2000

type Keys = Pick<IDBPIndex<never>, 'count' | 'openKeyCursor'>

/** From now on each envelope that is saved gets a number, one above the last and above `after`. Again with a lower number
 *  changes nothing. */
export function startNumbers({ write }: Database, after: number): Promise<void> {
  return write(['device'], async (tx) => {
    const last = await tx.objectStore('device').get('seq')
    if (typeof last !== 'number' || last < after) await tx.objectStore('device').put(after, 'seq')
  })
}

/** Counts what lies in queue and quarantine, without reading an envelope. */
export function readNumbers({ read }: Database): Promise<Numbers> {
  return read(['device', 'waiting', 'quarantine'], async (tx) => {
    const last = await tx.objectStore('device').get('seq')
    const waiting = tx.objectStore('waiting')
    return {
      last: typeof last === 'number' ? last : 0,
      unsent: await waiting.count(),
      // The two indexes differ in their types only.
      waiting: await rangesOf(waiting.index('seq') as unknown as Keys),
      quarantined: await tx.objectStore('quarantine').count(),
      quarantine: await rangesOf(tx.objectStore('quarantine').index('seq') as unknown as Keys),
    }
  })
}

async function rangesOf(index: Keys): Promise<readonly NumberRange[]> {
  const first = await index.openKeyCursor(null, 'next')
  const last = await index.openKeyCursor(null, 'prev')
  if (!first || !last) return []
  const whole: NumberRange = [Number(first.key), Number(last.key)]
  const count = await index.count()
  if (count > MOST_READ || count === whole[1] - whole[0] + 1) return [whole]
  const ranges: [number, number][] = []
  for (let at = await index.openKeyCursor(); at; at = await at.continue()) {
    const number = Number(at.key)
    const current = ranges.at(-1)
    if (current && number <= current[1] + 1) current[1] = number
    else ranges.push([number, number])
  }
  return withinLimit(ranges)
}

/** The first ranges, and one over the rest. */
function withinLimit(ranges: readonly NumberRange[]): readonly NumberRange[] {
  const most = DEVICE_LIMITS.ranges
  if (ranges.length <= most) return ranges
  const rest: NumberRange = [ranges[most - 1]?.[0] ?? 1, ranges.at(-1)?.[1] ?? 1]
  return [...ranges.slice(0, most - 1), rest]
}

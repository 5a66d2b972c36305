import { dayInWords } from '../../shared/results/format.ts'
import type { Words } from '../lib/i18n.ts'
import { isClockWrong, type Reach } from '../lib/self-test.ts'
import { dayHere } from '../lib/shared-device.ts'
import { sayIn } from './words.ts'

interface ReachProps {
  readonly nl: Words
  readonly reach: Exclude<Reach, 'well'>
  readonly serverDay: string | null
}

/** Why the server may not be reached, and what staff can look at: a browser never says which of these it is. */
export function ReachHelp({ nl, reach, serverDay }: ReachProps) {
  const day = clockInWords()
  if (reach === 'silent' && isClockWrong(Date.now(), serverDay))
    return <>{sayIn(nl, 'nl', 'staff.fault.clock', { day })}</>
  return (
    <>
      {sayIn(nl, 'nl', `staff.reach.${reach}`)}
      {reach === 'silent' && (
        <ol class="ew-reach">
          {(['clock', 'login', 'certificate'] as const).map((what) => (
            <li key={what}>{sayIn(nl, 'nl', `staff.reach.${what}`, { day })}</li>
          ))}
        </ol>
      )}
    </>
  )
}

/** The day that this device's clock says. */
export function clockInWords(): string {
  return dayInWords(dayHere(new Date()))
}

/** What is known of the network without asking the server again. */
export function silentOrNone(): 'silent' | 'no-network' {
  return navigator.onLine === false ? 'no-network' : 'silent'
}

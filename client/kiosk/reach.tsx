import type { Words } from '../lib/i18n.ts'
import { clockInWords, isClockWrong, type Reach } from '../lib/self-test.ts'
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

/** What is known of the network without asking the server again. */
export function silentOrNone(): 'silent' | 'no-network' {
  return navigator.onLine === false ? 'no-network' : 'silent'
}

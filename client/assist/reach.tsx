import { dayInWords } from '../../shared/results/format.ts'
import type { Words } from '../lib/i18n.ts'
import { isClockWrong, type Reach } from '../lib/self-test.ts'
import { dayHere } from '../lib/shared-device.ts'

interface ReachProps {
  readonly say: Words['say']
  readonly reach: Reach
  readonly serverDay: string | null
}

/** How the server can be reached, and where it cannot what the helper can look at: a browser never says which of these
 *  it is. */
export function ReachHelp({ say, reach, serverDay }: ReachProps) {
  const day = clockInWords()
  if (reach === 'silent' && isClockWrong(Date.now(), serverDay)) return <p>{say('check.fault.clock', { day })}</p>
  return (
    <>
      <p>{say(`reach.${reach}`)}</p>
      {reach === 'silent' && (
        <ol class="ew-reach">
          {(['clock', 'login', 'certificate'] as const).map((what) => (
            <li key={what}>{say(`reach.${what}`, { day })}</li>
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

import type { Words } from '../lib/i18n.ts'
import { clockInWords, isClockWrong, type Reach } from '../lib/self-test.ts'

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

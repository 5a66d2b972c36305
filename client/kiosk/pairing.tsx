import type { Words } from '../lib/i18n.ts'
import { Title } from '../screens/frame.tsx'
import { ReachHelp, silentOrNone } from './reach.tsx'
import type { Station } from './station.ts'
import { sayIn } from './words.ts'

interface PairingProps {
  /** null while there is none yet. */
  readonly code: string | null
  readonly problem: Extract<Station, { at: 'pairing' }>['problem']
  /** Answers that went when the storage was wiped. */
  readonly lost: number
  readonly nl: Words
  readonly serverDay: string | null
}

/** The code for the administrator, who binds this kiosk to a collector. */
export function PairingScreen({ code, problem, lost, nl, serverDay }: PairingProps) {
  return (
    <main class="ew-out ew-pairing">
      <Title>{sayIn(nl, 'nl', 'staff.pair.title')}</Title>
      {code === null || problem ? (
        <p class="ew-out__text" role="status">
          {sayIn(nl, 'nl', problem ? `staff.pair.${problem}` : 'staff.pair.busy')}
        </p>
      ) : (
        <>
          <p class="ew-out__text">{sayIn(nl, 'nl', 'staff.pair.text')}</p>
          <p class="ew-pairing__code" role="status">
            {code}
          </p>
          <p class="ew-out__text">{sayIn(nl, 'nl', 'staff.pair.or')}</p>
          <p class="ew-pairing__command" dir="ltr">
            <code>{sayIn(nl, 'nl', 'staff.pair.command', { code })}</code>
          </p>
          <p class="ew-out__text">{sayIn(nl, 'nl', 'staff.pair.wait')}</p>
        </>
      )}
      {problem === 'offline' && (
        <div class="ew-out__staff">
          <ReachHelp nl={nl} reach={silentOrNone()} serverDay={serverDay} />
        </div>
      )}
      {lost > 0 && <p class="ew-out__staff">{sayIn(nl, 'nl', 'staff.lost', { count: lost })}</p>}
    </main>
  )
}

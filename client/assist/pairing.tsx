import type { Words } from '../lib/i18n.ts'
import type { Desk } from './desk.ts'
import { ReachHelp } from './reach.tsx'
import type { Station } from './station.ts'

interface PairingProps {
  readonly words: Words
  readonly desk: Desk
  readonly problem: Extract<Station, { at: 'pairing' }>['problem']
}

/** The code for the administrator, who binds this tablet to collectors. */
export function Pairing({ words: { say }, desk, problem }: PairingProps) {
  const state = desk.enrolment.state()
  const code = 'code' in state && state.code && !problem ? state.code : null
  const lost = desk.enrolment.lost()?.unsent ?? 0
  return (
    <section class="ew-assist__form">
      <h1 class="ew-assist__title" tabIndex={-1}>
        {say('pair.title')}
      </h1>
      {code === null ? (
        <p role="status">{say(problem ? `pair.${problem}` : 'loading')}</p>
      ) : (
        <>
          <p>{say('pair.text')}</p>
          <p class="ew-assist__code" role="status">
            {code}
          </p>
          <p class="ew-assist__sub">{say('pair.wait')}</p>
        </>
      )}
      {problem === 'offline' && (
        <ReachHelp say={say} reach={desk.reach() ?? 'silent'} serverDay={desk.enrolment.serverDay()} />
      )}
      <p class="ew-assist__sub">{say('pair.address')}</p>
      {lost > 0 && <p class="ew-assist__warning">{say('pair.lost', { count: lost })}</p>}
    </section>
  )
}

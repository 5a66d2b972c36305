import type { DeviceFault } from '../../shared/device-wire.ts'
import type { Words } from '../lib/i18n.ts'
import { clockInWords } from '../lib/self-test.ts'
import { CHECK, CLOSE, Icon } from '../screens/icon.tsx'
import type { Desk } from './desk.ts'
import { ReachHelp } from './reach.tsx'

/** With one of these no answer is safe here. */
const BLOCKING: readonly DeviceFault[] = ['storage', 'no-encryption', 'survey-missing', 'collector-closed']

const CHECKS: readonly DeviceFault[] = [
  'storage',
  'no-encryption',
  'survey-missing',
  'no-worker',
  'not-persistent',
  'disk-full',
  'clock',
  'no-sound',
]

interface CheckProps {
  readonly words: Words
  readonly desk: Desk
  readonly done: () => void
}

/** Toestelcontrole: what must be well before the first visit of a day, and what to do where it is not. */
export function DeviceCheck({ words: { say }, desk, done }: CheckProps) {
  const wrong = desk.faults.list()
  const blocked = BLOCKING.some((fault) => wrong.includes(fault))
  const reach = desk.reach()
  // Without a network a helper can work all day; where there is one, something stands in its way.
  const isReached = reach !== 'silent' && reach !== 'sign-in'
  const isWell = isReached && !CHECKS.some((fault) => wrong.includes(fault))
  const verdict = blocked ? 'blocked' : isWell ? 'ready' : 'remarks'
  return (
    <section class="ew-assist__form">
      <h1 class="ew-assist__title" tabIndex={-1}>
        {say('check.title')}
      </h1>
      <p class={`ew-check__verdict ew-check__verdict--${verdict}`} role="status">
        <Icon sign={verdict === 'ready' ? CHECK : CLOSE} />
        {say(`check.${verdict}`)}
      </p>
      <ul class="ew-check">
        {CHECKS.map((fault) => {
          const isWrong = wrong.includes(fault)
          return (
            <li key={fault} class={isWrong ? 'ew-check__item ew-check__item--wrong' : 'ew-check__item'}>
              <Icon sign={isWrong ? CLOSE : CHECK} />
              <span>
                {isWrong
                  ? say(`check.fault.${fault}`, fault === 'clock' ? { day: clockInWords() } : {})
                  : say(`check.well.${fault}`)}
              </span>
            </li>
          )
        })}
        {reach && (
          <li class={isReached ? 'ew-check__item' : 'ew-check__item ew-check__item--wrong'}>
            <Icon sign={isReached ? CHECK : CLOSE} />
            <div>
              <ReachHelp say={say} reach={reach} serverDay={desk.enrolment.serverDay()} />
            </div>
          </li>
        )}
      </ul>
      <div class="ew-assist__go">
        <button
          type="button"
          class="ew-button ew-button--secondary ew-button--big"
          onClick={() => {
            desk.look()
            void desk.test()
          }}
        >
          {say('check.again')}
        </button>
        {!blocked && (
          <button type="button" class="ew-button ew-button--primary ew-button--big" onClick={done}>
            {say('check.go')}
          </button>
        )}
      </div>
    </section>
  )
}

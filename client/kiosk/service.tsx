import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceFault } from '../../shared/device-wire.ts'
import type { EnrolState } from '../lib/enrolment.ts'
import type { Words } from '../lib/i18n.ts'
import { clockInWords, type Reach } from '../lib/self-test.ts'
import { Title } from '../screens/frame.tsx'
import { CHECK, CLOSE, Icon } from '../screens/icon.tsx'
import { ReachHelp } from './reach.tsx'
import { type KioskKey, sayIn } from './words.ts'

/** In the order of the sheet for whoever sets up a kiosk. */
const CHECKS: readonly DeviceFault[] = [
  'storage',
  'not-persistent',
  'clock',
  'no-sound',
  'disk-full',
  'no-encryption',
  'no-worker',
  'not-full-screen',
  'collector-unknown',
  'collector-closed',
  'survey-missing',
  'page-error',
]

export interface Health {
  readonly state: EnrolState
  /** Empty where there is none. */
  readonly collector: string
  readonly version: string
  readonly waiting: number
  readonly quarantined: number
  readonly day: string | null
  readonly lost: number
  readonly faults: readonly DeviceFault[]
  /** Null while that is being tried. */
  readonly reach: Reach | null
}

interface ServiceProps {
  readonly nl: Words
  readonly read: () => Promise<Health>
  readonly on: {
    readonly test: () => void
    readonly pair: () => void
    readonly reload: () => void
    readonly close: () => void
  }
}

const LOOK_MS = 2000

/** How this kiosk is, for staff, in Dutch. It tells nothing of people. */
export function ServiceScreen({ nl, read, on }: ServiceProps) {
  const [health, see] = useState<Health | null>(null)
  useEffect(() => {
    let gone = false
    const look = () => void read().then((found) => gone || see(found), nothing)
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [read])
  const t = (key: KioskKey, values?: Record<string, string | number>) => sayIn(nl, 'nl', key, values)
  return (
    <main class="ew-service" lang="nl" dir="ltr">
      <Title>{t('staff.title')}</Title>
      {health && <Facts health={health} t={t} />}
      {health && (
        <section aria-labelledby="self-test">
          <h2 id="self-test">{t('staff.test')}</h2>
          <ul class="ew-service__checks">
            {CHECKS.map((fault) => (
              <Check key={fault} wrong={health.faults.includes(fault)} well={t(`staff.check.${fault}`)} t={t}>
                {t(`staff.fault.${fault}`, fault === 'clock' ? { day: clockInWords() } : {})}
              </Check>
            ))}
            {health.reach && (
              <Check wrong={health.reach !== 'well'} well={t('staff.check.reach')} t={t}>
                {health.reach !== 'well' && <ReachHelp nl={nl} reach={health.reach} serverDay={health.day} />}
              </Check>
            )}
          </ul>
        </section>
      )}
      <div class="ew-service__ways">
        <Way act={on.test} label={t('staff.again')} />
        <Way act={on.pair} label={t('staff.pair')} />
        <Way act={on.reload} label={t('staff.reload')} />
        <Way act={on.close} label={t('staff.back')} />
      </div>
    </main>
  )
}

type Tell = (key: KioskKey, values?: Record<string, string | number>) => ReturnType<typeof sayIn>

function Facts({ health, t }: { readonly health: Health; readonly t: Tell }) {
  const { state, collector, version, waiting, quarantined, day, lost } = health
  const code = 'code' in state && state.code ? state.code : null
  const facts = [
    [t('staff.name'), state.state === 'active' ? state.name : null],
    [t('staff.state'), t(`staff.state.${state.state}`)],
    [t('staff.code'), code],
    [t('staff.collector'), collector || null],
    [t('staff.waiting'), waiting],
    [t('staff.quarantined'), quarantined],
    [t('staff.day'), day ?? t('staff.no-day')],
    [t('staff.version'), version],
  ] as const
  return (
    <>
      <dl class="ew-service__facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={String(name)}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {lost > 0 && <p>{t('staff.lost', { count: lost })}</p>}
    </>
  )
}

interface CheckProps {
  readonly wrong: boolean
  readonly well: ReturnType<Tell>
  readonly t: Tell
  /** What to do where it is wrong. */
  readonly children: ComponentChildren
}

function Check({ wrong, well, t, children }: CheckProps) {
  return (
    <li class={wrong ? 'ew-service__check ew-service__check--wrong' : 'ew-service__check'}>
      <Icon sign={wrong ? CLOSE : CHECK} />
      {wrong ? (
        <div>{children}</div>
      ) : (
        <span>
          {well}: {t('staff.well')}
        </span>
      )}
    </li>
  )
}

function Way({ act, label }: { readonly act: () => void; readonly label: ReturnType<Tell> }) {
  return (
    <button type="button" class="ew-button ew-button--secondary" onClick={act}>
      {label}
    </button>
  )
}

/** Storage that cannot be read: what was there stays on view. */
function nothing(): void {}

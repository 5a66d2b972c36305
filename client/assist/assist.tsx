import { useEffect, useState } from 'preact/hooks'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Device } from '../lib/device.ts'
import type { Words } from '../lib/i18n.ts'
import { DeviceCheck } from './check.tsx'
import { isCheckedToday, noteChecked } from './checked.ts'
import { addToday, type Day, today } from './day.ts'
import type { Desk } from './desk.ts'
import { type Facts, Frame } from './frame.tsx'
import { Later } from './later.tsx'
import { Pairing } from './pairing.tsx'
import { Picks } from './picks.tsx'
import { ReachHelp } from './reach.tsx'
import type { MessageName } from './station.ts'
import { Talking } from './talking.tsx'

interface AssistProps {
  readonly words: Words
  readonly desk: Desk
  /** The element of the client's screen. */
  readonly root: HTMLElement
}

/** The helper's device: what it works with and what it does. */
export function Assist({ words, desk, root }: AssistProps) {
  const [, draw] = useState(0)
  const [day, setDay] = useState<Day>(() => today(new Date()))
  const [isChecked, setChecked] = useState(() => isCheckedToday(new Date()))
  const counts = useCounts(desk.device)
  useEffect(() => desk.watch(() => draw((count) => count + 1)), [desk])

  const station = desk.station()
  const reply = 'reply' in station ? station.reply : null
  const facts: Facts = {
    product: reply?.municipality.productName ?? '',
    site: reply ? siteOf(reply) : null,
    talks: day.talks,
    forms: day.forms,
    ...counts,
  }
  const done = (more: Partial<Day>) => setDay(addToday(new Date(), more))

  if (station.at === 'paper') {
    return (
      <Later
        load={() => import('./paper/paper.tsx').then(({ Paper }) => Paper)}
        words={words}
        draw={(Paper) => (
          <Paper
            words={words}
            device={desk.device}
            reply={station.reply}
            facts={facts}
            done={done}
            busy={desk.busy}
            leave={undefined}
          />
        )}
      />
    )
  }
  if (station.at === 'talk' && !isChecked) {
    const begin = () => {
      noteChecked(new Date())
      setChecked(true)
    }
    return (
      <Frame words={words} facts={facts} screen="check">
        <DeviceCheck words={words} desk={desk} done={begin} />
      </Frame>
    )
  }
  if (station.at === 'talk') {
    return (
      <Talking
        words={words}
        desk={desk}
        code={station.code}
        reply={station.reply}
        facts={facts}
        root={root}
        kept={() => done({ talks: 1 })}
        check={() => setChecked(false)}
      />
    )
  }
  return (
    <Frame words={words} facts={facts} screen={station.at}>
      {station.at === 'loading' && <p>{words.say('loading')}</p>}
      {station.at === 'pairing' && <Pairing words={words} desk={desk} problem={station.problem} />}
      {station.at === 'pick' && <Picks words={words} picks={station.picks} siteOf={siteOf} />}
      {station.at === 'message' && <Message words={words} name={station.name} desk={desk} />}
    </Frame>
  )
}

/** The place where a helper works with this collector, as people call it. */
function siteOf({ collector }: CollectorReply): string {
  return [collector.location?.name ?? collector.provider.name, collector.careType.name].join(' · ')
}

interface MessageProps {
  readonly words: Words
  readonly name: MessageName
  readonly desk: Desk
}

function Message({ words, name, desk }: MessageProps) {
  const reach = desk.reach()
  return (
    <section class="ew-assist__form">
      <h1 class="ew-assist__title" tabIndex={-1}>
        {words.say(`message.${name}.title`)}
      </h1>
      <p>{words.say(`message.${name}.text`)}</p>
      {(name === 'offline' || name === 'failed') && reach && reach !== 'well' && (
        <ReachHelp say={words.say} reach={reach} serverDay={desk.enrolment.serverDay()} />
      )}
      <div class="ew-assist__go">
        <button
          type="button"
          class="ew-button ew-button--primary ew-button--big"
          onClick={() => {
            desk.look()
            void desk.test()
          }}
        >
          {words.say('message.again')}
        </button>
      </div>
    </section>
  )
}

/** What waits on this device, kept up to date. */
function useCounts(device: Device): { readonly waiting: number; readonly quarantined: number } {
  const [counts, setCounts] = useState({ waiting: 0, quarantined: 0 })
  useEffect(() => {
    void device.sending().then(
      (sending) => {
        const look = () => void sending.counts().then(setCounts, () => undefined)
        sending.watch(look)
        look()
      },
      () => undefined,
    )
  }, [device])
  return counts
}

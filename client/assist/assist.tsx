import { useCallback, useEffect, useState } from 'preact/hooks'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Device } from '../lib/device.ts'
import type { Words } from '../lib/i18n.ts'
import { addToday, type Day, today } from './day.ts'
import { type Facts, Frame } from './frame.tsx'
import { Later } from './later.tsx'

type MessageName = 'no-code' | 'unknown' | 'closed' | 'offline' | 'failed' | 'insecure' | 'channel'

type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'message'; readonly name: MessageName }
  | { readonly at: 'paper'; readonly reply: CollectorReply }

interface AssistProps {
  readonly words: Words
  readonly device: Device
  /** As it stands in the address. */
  readonly code: string
}

/** The helper's device: what it works with and what it does. */
export function Assist({ words, device, code }: AssistProps) {
  const [stage, setStage] = useState<Stage>({ at: 'loading' })
  const [day, setDay] = useState<Day>(() => today(new Date()))
  const counts = useCounts(device)

  const load = useCallback(async () => {
    setStage({ at: 'loading' })
    setStage(await loadStage(device, code))
  }, [device, code])
  useEffect(() => void load(), [load])

  const reply = 'reply' in stage ? stage.reply : null
  const facts: Facts = {
    product: reply?.municipality.productName ?? '',
    site: reply ? siteOf(reply) : null,
    talks: day.talks,
    forms: day.forms,
    ...counts,
  }
  const done = (more: Partial<Day>) => setDay(addToday(new Date(), more))

  if (stage.at === 'paper') {
    return (
      <Later
        load={() => import('./paper/paper.tsx').then(({ Paper }) => Paper)}
        words={words}
        draw={(Paper) => (
          <Paper words={words} device={device} reply={stage.reply} facts={facts} done={done} leave={undefined} />
        )}
      />
    )
  }
  return (
    <Frame words={words} facts={facts} screen={stage.at}>
      {stage.at === 'loading' ? (
        <p>{words.say('loading')}</p>
      ) : (
        <Message words={words} name={stage.name} again={() => void load()} />
      )}
    </Frame>
  )
}

async function loadStage(device: Device, code: string): Promise<Stage> {
  if (device.storage === 'insecure') return { at: 'message', name: 'insecure' }
  if (code === '') return { at: 'message', name: 'no-code' }
  const found = await device.collector(code)
  if (found.state !== 'ready') return { at: 'message', name: found.state }
  const { reply } = found
  return reply.collector.channel === 'paper' ? { at: 'paper', reply } : { at: 'message', name: 'channel' }
}

/** The place where a helper works with this collector, as people call it. */
function siteOf({ collector }: CollectorReply): string {
  return [collector.location?.name ?? collector.provider.name, collector.careType.name].join(' · ')
}

interface MessageProps {
  readonly words: Words
  readonly name: MessageName
  readonly again: () => void
}

function Message({ words, name, again }: MessageProps) {
  return (
    <section class="ew-assist__form">
      <h1 class="ew-assist__title" tabIndex={-1}>
        {words.say(`message.${name}.title`)}
      </h1>
      <p>{words.say(`message.${name}.text`)}</p>
      <div class="ew-assist__go">
        <button type="button" class="ew-button ew-button--primary ew-button--big" onClick={again}>
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
        sending.poke()
        look()
      },
      () => undefined,
    )
  }, [device])
  return counts
}

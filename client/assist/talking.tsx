import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Words } from '../lib/i18n.ts'
import type { Desk } from './desk.ts'
import { type Facts, Frame } from './frame.tsx'
import { Setup } from './setup.tsx'
import { HandOver, Strip } from './strip.tsx'
import { createTalk, type Talk, type TalkSetup } from './talk.tsx'

interface TalkingProps {
  readonly words: Words
  readonly desk: Desk
  readonly code: string
  readonly reply: CollectorReply
  readonly facts: Facts
  /** The element of the client's screen. */
  readonly root: HTMLElement
  readonly kept: () => void
  readonly check: () => void
}

/** One talk after another, with the helper's screens around the client's. */
export function Talking({ words, desk, code, reply, facts, root, kept, check }: TalkingProps) {
  const [, draw] = useState(0)
  const [setup, setSetup] = useState<TalkSetup | null>(null)
  const [turned, setTurned] = useState(false)
  const [isKept, setIsKept] = useState(false)
  const talkRef = useRef<Talk | null>(null)
  talkRef.current ??= createTalk({
    root,
    code,
    device: desk.device,
    enrolment: desk.enrolment,
    faults: desk.faults,
    changed: () => draw((count) => count + 1),
    kept: () => {
      setIsKept(true)
      kept()
    },
    ended: () => {
      setSetup(null)
      setTurned(false)
      desk.busy(false)
    },
  })
  const talk = talkRef.current
  const { on, alone } = talk.view()
  useGuard(talk)
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-talk', on)
    document.documentElement.toggleAttribute('data-turned', on && turned && alone !== 'hand-over')
    document.documentElement.toggleAttribute('data-hand-over', alone === 'hand-over')
  }, [on, turned, alone])

  if (!on || !setup) {
    const begin = (chosen: TalkSetup) => {
      desk.busy(true)
      setIsKept(false)
      setSetup(chosen)
      talk.begin(reply, chosen)
    }
    return (
      <Frame words={words} facts={facts} screen={`setup ${facts.talks}`}>
        <Setup key={facts.talks} words={words} reply={reply} kept={isKept} begin={begin} check={check} />
      </Frame>
    )
  }
  if (alone === 'hand-over') {
    return (
      <Frame words={words} facts={facts} screen="hand-over">
        <HandOver words={words} goOn={talk.goOn} />
      </Frame>
    )
  }
  const turn = () => setTurned(!turned)
  return <Strip words={words} talk={talk} reply={reply} setup={setup} turned={turned} turn={turn} />
}

/** The browser's Back leads nowhere but to the client's own screen before; a page that would take answers with it asks. */
function useGuard(talk: Talk): void {
  useEffect(() => {
    if (history.state !== 'talk') history.pushState('talk', '')
    const back = () => {
      history.pushState('talk', '')
      talk.back()
    }
    const leave = (event: BeforeUnloadEvent) => {
      if (talk.holds()) event.preventDefault()
    }
    // A page that the browser keeps to show it again keeps nothing of a client.
    const hide = () => talk.view().on && talk.end()
    addEventListener('popstate', back)
    addEventListener('beforeunload', leave)
    addEventListener('pagehide', hide)
    return () => {
      removeEventListener('popstate', back)
      removeEventListener('beforeunload', leave)
      removeEventListener('pagehide', hide)
    }
  }, [talk])
}

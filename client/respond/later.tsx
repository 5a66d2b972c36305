import type { VNode } from 'preact'
import type { Device } from '../lib/device.ts'
import type { Sending } from '../lib/sending.ts'
import { startWorker } from '../lib/update.ts'
import type { AnswerStyle } from '../screens/comfort.tsx'
import type { DrawSign } from '../screens/words.ts'
import laterNl from '../text/later.nl.json'
import type { Context } from './context.ts'
import { drawLater } from './draw-later.tsx'
import { type Drawn, drawnIn } from './drawn.ts'
import { refresh } from './finish.ts'
import { onTravel, stepsOf } from './history.ts'
import { addWords } from './languages.ts'
import { onThreeEscapes } from './lose-traces.ts'
import type { Act, Model, Spot } from './model.ts'
import { noteUse, perform, useUpdates } from './perform.ts'
import { takeSlowPresses } from './slow-press.ts'
import { guardTaps } from './tap-guard.ts'

/** The part of the app that the first question does not need. */
export interface Later {
  readonly drawnIn: (form: HTMLFormElement) => Drawn
  readonly act: (context: Context, act: Act) => void
  readonly draw: (context: Context, model: Model) => VNode | null
  readonly loseTraces: (device: Device, code: string) => Promise<void>
  readonly signIn: (style: AnswerStyle) => DrawSign | null
  readonly bringWords: (language: string) => Promise<unknown>
  readonly navigate: (context: Context, how: 'go' | 'stay', spot: Spot) => void
}

addWords('nl', laterNl)

export { signIn } from '../screens/other-sign.tsx'
export { bringWords } from './choose-language.ts'
export { loseTraces } from './lose-traces.ts'

export const act = perform
export const draw = drawLater
export { drawnIn }

/** Writes a step that Terug goes back along. */
export function navigate(context: Context, how: 'go' | 'stay', spot: Spot): void {
  noteUse(context)
  stepsOf(context)[how](spot, context.model().run)
}

/** Resolves when the app would open, ask and keep without a connection; rejects when this browser cannot do that. */
export async function makeReady(context: Context, root: HTMLElement): Promise<void> {
  guardTaps(root)
  takeSlowPresses(root)
  onTravel(
    () => context.model().run,
    (spot) => context.act({ type: 'travel', spot }),
  )
  listen(context)
  onThreeEscapes(() => context.act({ type: 'leave' }))
  void context.device.sending().then((sending) => start(sending, context), nothing)
  const ready = Promise.all([startWorker({ url: '/sw.js', scope: '/v/' }), import('../lib/seal.ts'), refresh(context)])
  void import('./read-aloud.ts').then((module) => module.readAloud(context, root, ready), nothing)
  const [updates] = await ready
  useUpdates(updates, context)
}

function listen(context: Context): void {
  const { device, model, save } = context
  // A page that comes back from the browser's memory shows what lies on the device now, not what was on screen then;
  // but for answers that are only on the screen.
  addEventListener('pageshow', (event) => event.persisted && !device.unsaved() && location.reload())
  // The last moment that a phone promises before it may end the page: what could not be written is tried once more.
  document.addEventListener('visibilitychange', () => {
    const { run, stage } = model()
    if (document.visibilityState === 'hidden' && run && stage.at === 'run' && device.unsaved()) save(run)
  })
}

/** From now on what waits is sent, and what other tabs do is seen here. */
function start(sending: Sending, context: Context): void {
  sending.watch((ended) => {
    const { run } = context.model()
    // Another tab finished this run or threw it away: here it must not go on, nor come back to the device.
    if (run && ended?.code === context.code && (ended.id ?? run.id) === run.id) location.reload()
    else void refresh(context)
  })
  sending.poke()
}

/** It did not come (the connection broke): finishing asks for it again. */
function nothing(): void {}

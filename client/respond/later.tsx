import type { VNode } from 'preact'
import { startWorker } from '../lib/update.ts'
import en from '../text/en.json'
import laterEn from '../text/later.en.json'
import laterNl from '../text/later.nl.json'
import type { Context } from './context.ts'
import { drawLater } from './draw-later.tsx'
import { refresh } from './finish.ts'
import { goTo, onTravel, stayAt } from './history.ts'
import { addWords } from './languages.ts'
import type { Act, Model, Spot } from './model.ts'
import { perform, useUpdates } from './perform.ts'
import { guardTaps } from './tap-guard.ts'

/** The part of the app that the first question does not need. */
export interface Later {
  readonly act: (context: Context, act: Act) => void
  readonly draw: (context: Context, model: Model) => VNode | null
  readonly navigate: (how: 'go' | 'stay', spot: Spot) => void
}

addWords('nl', laterNl)
addWords('en', en, laterEn)

export const act = perform
export const draw = drawLater

/** Writes a step in the browser's history. */
export function navigate(how: 'go' | 'stay', spot: Spot): void {
  if (how === 'go') goTo(spot)
  else stayAt(spot)
}

/** Resolves when the app would open, ask and keep without a connection; rejects when this browser cannot do that. */
export async function makeReady(context: Context, root: HTMLElement): Promise<void> {
  guardTaps(root)
  onTravel((spot) => context.act({ type: 'travel', spot }))
  // A page that comes back from the browser's memory shows what lies on the device now, not what was on screen then.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
  context.device.watch(() => void refresh(context))
  context.device.startSending()
  const [updates] = await Promise.all([startWorker(), import('../lib/seal.ts'), refresh(context)])
  useUpdates(updates, context)
}

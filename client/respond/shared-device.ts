import type { VNode } from 'preact'
import type { ResponseContext } from '../../shared/response.ts'
import type { Run } from '../../shared/run.ts'
import type { Nav } from '../screens/words.ts'
import type { Context } from './context.ts'
import type { Act, Spot } from './model.ts'

/** The steps that Terug goes back along. */
export interface Steps {
  /** On to a spot, so that `back` comes back here. When that spot lies just beneath, it goes back to it instead. */
  readonly go: (spot: Spot, run: Run | null) => void
  /** Another spot in this step. */
  readonly stay: (spot: Spot, run: Run | null) => void
  /** To the step beneath; the app hears of it as `travel`. */
  readonly back: () => void
  /** Nothing lies beneath. */
  readonly atStart: () => boolean
}

/** What a device that people share (a kiosk, an interviewer's tablet) does in its own way. On it nothing is remembered of
 *  a person: no choice, no step in the browser's history, no code to take answers back. */
export interface SharedDevice {
  readonly steps: Steps
  /** Draws a screen in place of the app's, null for none; undefined leaves it to the app. */
  readonly draw: (context: Context) => VNode | null | undefined
  /** What the top row offers here, made of what it offers on a phone. */
  readonly nav: (nav: Nav, context: Context) => Nav
  /** Does what was asked in its own way; false leaves it to the app. */
  readonly act: (context: Context, act: Act) => boolean
  /** Hears of every change, when it is on the screen. */
  readonly changed: (context: Context) => void
  /** What is known here of a finished run: replaces what the app says of it. */
  readonly about: (context: Context) => Partial<ResponseContext>
}

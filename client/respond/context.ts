import type { Run } from '../../shared/run.ts'
import type { Device } from '../lib/device.ts'
import type { Drawn } from './drawn.ts'
import type { Model, Perform, Spot } from './model.ts'
import type { SharedDevice } from './shared-device.ts'

/** What the app works with. */
export interface Context {
  /** As it stands in the address; the name of everything of this collector on the device. */
  readonly code: string
  readonly device: Device
  /** Secret of the invitation in the address; only on a person's own phone. */
  readonly invitation?: string | undefined
  /** The page as the server drew it; null when it came empty. */
  readonly drawn: Drawn | null
  /** What a device that people share does in its own way; null on a person's own phone. */
  readonly shared: SharedDevice | null
  /** Writes the unfinished run to the device. One that cannot be saved goes on in memory: only `keep` says "Bewaard". */
  readonly save: (run: Run) => void
  readonly model: () => Model
  /** Replaces parts of the model and draws the screen anew. */
  readonly change: (patch: Partial<Model>) => void
  readonly act: Perform
  /** Resolves when `wordsIn` knows that language, or when its words cannot be had. */
  readonly bringWords: (language: string) => Promise<unknown>
  /** Writes a step that Terug goes back along: a new one, or another in place of this one. */
  readonly navigate: (how: 'go' | 'stay', spot: Spot) => void
}

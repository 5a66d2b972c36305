import type { Municipality } from '../shared/municipality.ts'
import type { OfferedLanguage } from '../shared/results/choices.ts'
import type { MachineRole, Role } from '../shared/roles.ts'
import type { Offer, Origin } from '../shared/survey/check.ts'
import type { Explanations } from '../shared/survey/explanations.ts'
import type { Survey } from '../shared/survey/survey.ts'
import type { FlushReply, ServerKey } from '../shared/wire.ts'
import type { Config } from './config.ts'
import type { UncheckedFlush } from './ingest.ts'
import type { Store } from './store/store.ts'
import type { LoadedSurvey } from './survey-files.ts'

/** What the routes are built from. Time and chance come in here; nothing below reads a clock. */
export interface Deps {
  readonly config: Config
  readonly store: Store
  readonly municipality: Municipality
  /** The current version of every survey, by id. */
  readonly surveys: ReadonlyMap<string, Survey>
  /** Where the words of the current surveys come from, by survey id. */
  readonly origins?: ReadonlyMap<string, Origin>
  /** For which care types the current surveys are meant, by survey id. */
  readonly surveyOffers?: ReadonlyMap<string, Offer>
  /** What an interviewer may say about the questions of the current surveys, by survey id. */
  readonly explanations?: ReadonlyMap<string, Explanations>
  /** In which languages the current surveys can be filled in, by survey id. */
  readonly languages?: ReadonlyMap<string, readonly OfferedLanguage[]>
  /** Offers this version from now on, in the place of the one before; it must be published. */
  readonly offerSurvey?: (loaded: LoadedSurvey) => void
  /** The key that devices seal for. */
  readonly key: ServerKey
  /** Decides and stores; nobody has looked at the envelopes yet. `device` has signed them. */
  readonly ingest: (request: UncheckedFlush, device?: string | null) => Promise<FlushReply>
  /** What the marks of browsers that signed in are made with; the same after a restart. */
  readonly deviceSecret: Uint8Array
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
}

/** Who asks for anything: a viewer, or a machine that sees no results. */
export type Asker = Omit<Viewer, 'role'> & { readonly role: MachineRole }

/** Who asks for results: a person with a session or a machine with a token. */
export interface Viewer {
  readonly role: Role
  /** The provider that this viewer belongs to; null for the municipality and the client council. */
  readonly provider: string | null
  /** Of an account manager only: ids of the providers that it follows. */
  readonly portfolio?: readonly string[]
  readonly name: string
}

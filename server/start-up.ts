import { join } from 'node:path'
import type { Municipality } from '../shared/municipality.ts'
import type { OfferedLanguage } from '../shared/results/choices.ts'
import type { Offer, Origin } from '../shared/survey/check.ts'
import type { Explanations } from '../shared/survey/explanations.ts'
import { describeFaults } from '../shared/survey/fault.ts'
import type { Survey } from '../shared/survey/survey.ts'
import type { TextBook } from '../shared/survey/text-book.ts'
import { dayOf } from './calendar.ts'
import { CannotStart } from './cannot-start.ts'
import type { Config } from './config.ts'
import { openDataFolder } from './data-folder.ts'
import type { Deps } from './deps.ts'
import { createIngest } from './ingest.ts'
import { openKeys } from './keys.ts'
import { dropLeftCopy } from './left-copy.ts'
import { loadMunicipality } from './municipality-files.ts'
import { offeredLanguages } from './offered-languages.ts'
import { knownProviders, ownerFaults } from './own-item-owners.ts'
import { publishSurveys } from './publish-surveys.ts'
import { seedOnce } from './seed.ts'
import { openStore } from './store/sqlite.ts'
import { type LoadedSurvey, loadSurveys, unknownFolder } from './survey-files.ts'
import { mendFolders } from './survey-folders.ts'

/** All that a server or a command works with, opened. */
export interface House {
  readonly deps: Deps
  /** For which care types each current survey is meant, by survey id. */
  readonly offers: ReadonlyMap<string, Offer>
  /** Closes the database and lets go of the data folder. */
  close(): void
}

export interface Surroundings {
  /** True for a server: it is then the only one on its data folder. */
  readonly lock: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
}

/** Opens everything in the order that leaves nothing half done: files are checked before the data folder is touched,
 *  keys are made before the database. Throws CannotStart, with every fault of the survey files at once. */
export function openHouse(config: Config, surroundings: Surroundings): House {
  if (surroundings.lock)
    for (const kept of [join(config.surveysDir, config.municipality), join(config.dataDir, 'drafts')]) mendFolders(kept)
  const files = readFiles(config)
  const folder = openDataFolder(config.dataDir, { lock: surroundings.lock })
  const undo = [() => folder.close()]
  try {
    dropLeftCopy(config.dataDir, folder.databaseFile, surroundings.lock)
    const keys = openKeys(folder.keysFolder, { mayCreate: !folder.hasDatabase })
    const store = openStore(folder.databaseFile, { secret: folder.secret })
    undo.unshift(() => store.close())
    const day = dayOf(surroundings.now())
    const providers = knownProviders(store.providers(), files.municipality)
    const unowned = ownerFaults(providers, files.surveys)
    if (unowned.length > 0) throw new CannotStart(describeFaults(unowned))
    const published = publishSurveys(store, files.surveys, day)
    if (!published.ok) throw new CannotStart(describeFaults(published.faults))
    const offered = offeredSurveys(files.surveys, files.shared)
    const offers = offered.surveyOffers
    const { now, randomBytes } = surroundings
    seedOnce(store, files.municipality, offers, { day, randomBytes })
    const ingest = createIngest({ store, openSeal: keys.openSeal, now })
    const { municipality } = files
    const deps = {
      config,
      store,
      municipality,
      ...offered,
      key: keys.current,
      ingest,
      deviceSecret: folder.secret,
      now,
      randomBytes,
    }
    return { deps, offers, close: () => closeAll(undo) }
  } catch (error) {
    closeAll(undo)
    throw error
  }
}

/** What the server offers of these surveys; `offerSurvey` puts a version in the place of the one before, at once. */
function offeredSurveys(loaded: readonly LoadedSurvey[], shared: readonly TextBook[]) {
  const surveys = new Map<string, Survey>()
  const surveyOffers = new Map<string, Offer>()
  const origins = new Map<string, Origin>()
  const explanations = new Map<string, Explanations>()
  const languages = new Map<string, readonly OfferedLanguage[]>()
  const offerSurvey = (one: LoadedSurvey) => {
    const { id } = one.survey
    surveys.set(id, one.survey)
    surveyOffers.set(id, one.offer)
    origins.set(id, one.origin)
    explanations.set(id, one.explanations)
    languages.set(id, offeredLanguages(one.book, shared))
  }
  for (const one of loaded) offerSurvey(one)
  return { surveys, surveyOffers, origins, explanations, languages, offerSurvey }
}

function closeAll(steps: readonly (() => void)[]): void {
  for (const step of steps) step()
}

/** Surveys and municipality; throws CannotStart with every fault in both. */
function readFiles(config: Config): {
  readonly municipality: Municipality
  readonly surveys: readonly LoadedSurvey[]
  readonly shared: readonly TextBook[]
} {
  const folder = join(config.surveysDir, config.municipality)
  const municipality = loadMunicipality(folder)
  // A municipality that is not there would be told twice.
  const surveys = unknownFolder(folder) ? null : loadSurveys(folder)
  const faults = [municipality, surveys].flatMap((read) => (read === null || read.ok ? [] : read.faults))
  if (!municipality.ok || !surveys?.ok) throw new CannotStart(describeFaults(faults))
  return { municipality: municipality.municipality, surveys: surveys.surveys, shared: surveys.shared }
}

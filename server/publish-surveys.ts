import type { Fault } from '../shared/survey/fault.ts'
import type { Survey } from '../shared/survey/survey.ts'
import type { PublishedSurvey, Store } from './store/store.ts'
import { surveyDifferences } from './survey-difference.ts'
import type { LoadedSurvey } from './survey-files.ts'

/** Years that answers to a version are accepted after another version took its place. */
const ACCEPTED_YEARS = 2

/** Most differences that one fault tells. */
const MAX_SHOWN = 5

/** What publishing looks at. */
export type Publishable = Pick<LoadedSurvey, 'folder' | 'survey' | 'hash'>

export type Publication =
  /** The version of each survey that is offered from now on, by id. */
  | { readonly ok: true; readonly current: ReadonlyMap<string, Survey> }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Publishes what is new and refuses what changed a published version: then nothing is published and every fault is
 *  told. A survey whose folder is gone stays published, so that answers under way are accepted, yet is not current.
 *  `today` is `2026-11-23`. */
export function publishSurveys(
  store: Pick<Store, 'publishSurvey' | 'surveys'>,
  loaded: readonly Publishable[],
  today: string,
): Publication {
  const published = store.surveys()
  const faults = publicationFaults(published, loaded)
  if (faults.length > 0) return { ok: false, faults }
  for (const { survey, hash } of loaded) {
    const known = published.some((other) => other.survey.id === survey.id && other.survey.version === survey.version)
    if (!known) store.publishSurvey(survey, hash, today)
  }
  return { ok: true, current: new Map(loaded.map(({ survey }) => [survey.id, survey])) }
}

/** Every place where these surveys do not agree with what is published already; [] when they can be published. */
export function publicationFaults(
  published: readonly PublishedSurvey[],
  loaded: readonly Publishable[],
): readonly Fault[] {
  return loaded.flatMap((one) =>
    versionFaults(
      one,
      published.filter(({ survey }) => survey.id === one.survey.id),
    ),
  )
}

function versionFaults(loaded: Publishable, versions: readonly PublishedSurvey[]): readonly Fault[] {
  const { id, version } = loaded.survey
  const highest = Math.max(0, ...versions.map(({ survey }) => survey.version))
  const same = versions.find(({ survey }) => survey.version === version)
  const fault = (problem: string, mend: string): Fault => ({
    file: `${loaded.folder}/survey.json`,
    path: 'version',
    problem,
    mend,
  })
  if (version < highest) {
    return [
      fault(
        `Versie ${version} van "${id}" is ouder dan versie ${highest}, die al is gepubliceerd.`,
        `zet versie ${highest} terug, of maak er versie ${highest + 1} van.`,
      ),
    ]
  }
  if (!same || same.hash === loaded.hash) return []
  const lines = surveyDifferences(same.survey, loaded.survey)
  const shown = lines.slice(0, MAX_SHOWN).map((line) => `\n      ${line}`)
  const more = lines.length > MAX_SHOWN ? `\n      en nog ${lines.length - MAX_SHOWN}` : ''
  return [
    fault(
      `Versie ${version} van "${id}" is gepubliceerd op ${same.published} en mag niet meer veranderen. Dit is anders (oud → nieuw):${shown.join('')}${more}`,
      `zet het terug zoals het was, of maak er een nieuwe versie van: "version": ${highest + 1}.${sharedHint(lines)}`,
    ),
  ]
}

/** A change in the shared words or drawings shows up in every survey that uses them: then say where it may stand. */
function sharedHint(lines: readonly string[]): string {
  const shared = lines.some((line) => /^teken|antwoord .* woord|plaatje/u.test(line))
  return shared ? ' Kijk ook in scales/ en pictures/: wat daar verandert, verandert in elke vragenlijst.' : ''
}

/** Whether an answer to this version is still accepted: the current one always, an older one until two years after
 *  the day another took its place, that day included. Both days as `2026-11-23`. */
export function acceptsVersion(published: PublishedSurvey, today: string): boolean {
  if (published.superseded === null) return true
  const [year = '', ...rest] = published.superseded.split('-')
  return today <= [String(Number(year) + ACCEPTED_YEARS), ...rest].join('-')
}

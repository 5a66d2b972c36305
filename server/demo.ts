import { createHash } from 'node:crypto'
import type { Response } from '../shared/response.ts'
import { THRESHOLD } from '../shared/results/threshold.ts'
import type { ContextRole, Survey } from '../shared/survey/survey.ts'
import { LIMITS } from '../shared/wire.ts'
import { dayOf } from './calendar.ts'
import { DEMO_SERIES, type DemoPerson, peopleOf, type Series } from './demo-figures.ts'
import type { Deps } from './deps.ts'
import { sealForServer } from './seal.ts'
import { freeCollectorCode } from './seed.ts'
import type { Collector } from './store/store.ts'
import { uuidOf } from './uuid.ts'

type Parts = Pick<Deps, 'store' | 'surveys' | 'key' | 'ingest' | 'now' | 'randomBytes'>

/** The id of that person in that series: a UUID v4, the same each time, so that loading twice loads nothing double. */
export type DemoIds = (series: string, person: number) => string

export interface DemoLoaded {
  readonly stored: number
  /** Were there from an earlier time. */
  readonly already: number
  /** Group × responses that the release after it took in. */
  readonly released: number
}

/** The example answers cannot be loaded here; the message says in Dutch what is missing. */
export class DemoError extends Error {}

/** Sends the example answers through the ordinary ingest, sealed, checked and counted like any answer, from collectors
 *  of channel import that are marked as demo; then makes a release. Throws DemoError when a provider, a survey or one
 *  of its questions is not there. */
export async function loadDemo(parts: Parts, ids: DemoIds = seededIds('ervaringwijzer demo 1')): Promise<DemoLoaded> {
  assertComplete(parts)
  let stored = 0
  let already = 0
  for (const series of DEMO_SERIES) {
    const responses = responsesOf(series, surveyOf(parts, series), collectorOf(parts, series).code, ids)
    const missing = responses.filter((response) => parts.store.response(response.id) === null)
    await send(parts, missing)
    stored += missing.length
    already += responses.length - missing.length
  }
  const { responses } = parts.store.release(dayOf(parts.now()), THRESHOLD)
  return { stored, already, released: responses }
}

/** Takes the example answers, their counts and their collectors away; gives how many answers there were. */
export function removeDemo(parts: Pick<Deps, 'store'>): number {
  return parts.store.removeDemo()
}

/** The providers with example answers. */
export function demoProviders(): readonly string[] {
  return [...new Set(DEMO_SERIES.map((series) => series.provider))]
}

/** Ids out of a seed: the same seed gives the same ids. */
export function seededIds(seed: string): DemoIds {
  return (series, person) => uuidOf(createHash('sha256').update(`${seed}\n${series}\n${person}`).digest())
}

/** Before anything is written: an example that fails half-way is worse than none. */
function assertComplete(parts: Parts): void {
  const providers = new Set(parts.store.providers().map((provider) => provider.id))
  for (const series of DEMO_SERIES) {
    if (!providers.has(series.provider))
      throw new DemoError(`De voorbeelden vragen om de aanbieder "${series.provider}". Die is er niet.`)
    const known = surveyOf(parts, series).questions.map((question) => question.id)
    const lacking = series.groups.flatMap((group) => Object.keys(group.answers)).find((id) => !known.includes(id))
    if (lacking !== undefined)
      throw new DemoError(`De voorbeelden vragen om de vraag "${lacking}" in ${series.survey}. Die is er niet.`)
  }
}

function surveyOf(parts: Parts, series: Series): Survey {
  const survey = parts.surveys.get(series.survey)
  if (!survey) throw new DemoError(`De voorbeelden vragen om de vragenlijst "${series.survey}". Die is er niet.`)
  return survey
}

/** The demo collector of that survey and provider; made when it is not there yet. */
function collectorOf({ store, randomBytes }: Parts, series: Series): Collector {
  const found = store
    .collectors()
    .find(
      (one) =>
        one.demo &&
        one.provider === series.provider &&
        one.careType === series.careType &&
        one.surveys[0] === series.survey,
    )
  if (found) return found
  const collector: Collector = {
    code: freeCollectorCode(store, randomBytes),
    provider: series.provider,
    careType: series.careType,
    location: '',
    channel: 'import',
    access: 'invited',
    surveys: [series.survey],
    closed: false,
    demo: true,
  }
  store.saveCollector(collector)
  return collector
}

function responsesOf(series: Series, survey: Survey, collector: string, ids: DemoIds): readonly Response[] {
  return peopleOf(series).map((person, index) => ({
    id: ids(series.name, index),
    collector,
    survey: { id: survey.id, version: survey.version },
    month: person.month,
    channel: 'import',
    language: 'nl',
    answeredBy: 'self',
    ...(person.phase ? { phase: person.phase } : {}),
    answers: { ...person.answers, ...contextAnswers(survey, person) },
  }))
}

/** The questions about the answering itself, answered as the response's fields say. */
function contextAnswers(survey: Survey, person: DemoPerson): Readonly<Record<string, string>> {
  const given: Readonly<Record<ContextRole, string | undefined>> = { phase: person.phase, answeredBy: 'self' }
  const pairs = survey.questions.flatMap(({ id, context }) => {
    const value = context && given[context]
    return value === undefined ? [] : [[id, value] as const]
  })
  return Object.fromEntries(pairs)
}

const NOT_NOW =
  'De database kan nu niets bewaren. Kijk of de schijf vol is en laad de voorbeelden dan opnieuw: niets komt dubbel.'

async function send({ key, ingest }: Parts, responses: readonly Response[]): Promise<void> {
  for (let start = 0; start < responses.length; start += LIMITS.batch) {
    const batch = responses.slice(start, start + LIMITS.batch)
    const envelopes = await Promise.all(batch.map((response) => sealForServer(response, key)))
    const { results } = await ingest({ protocol: 1, envelopes })
    const bad = results.find((result) => result.verdict !== 'stored')
    if (bad?.verdict === 'later') throw new DemoError(NOT_NOW)
    if (bad) throw new DemoError(`Een voorbeeldantwoord kwam niet binnen: ${bad.verdict} ${bad.reason ?? ''}`.trim())
  }
}

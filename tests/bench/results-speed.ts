import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { loadMunicipality } from '../../server/municipality-files.ts'
import { publishSurveys } from '../../server/publish-surveys.ts'
import { choices, results } from '../../server/results.ts'
import { readFilter } from '../../server/results-filter.ts'
import { openStore } from '../../server/store/sqlite.ts'
import type { Accepted, Collector, Store } from '../../server/store/store.ts'
import { loadSurveys } from '../../server/survey-files.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { makeResponse } from './make-envelopes.ts'
import { inTempFolder, root } from './processes.ts'

export interface ResultsSpeed {
  readonly answers: number
  /** Answers a second stored and counted, 500 a commit. */
  readonly savedPerSecond: number
  /** Milliseconds of the release of them all. */
  readonly releaseMs: number
  /** Milliseconds, medians of 101: one provider's page, by quarter, and the choices of its form; one added answer with its
   *  counts. */
  readonly pageMs: number
  readonly choicesMs: number
  readonly oneMoreMs: number
}

const CALLS = 101
const WARM_UP = 20
const PROVIDERS = 20
const MONTHS = 12
const SURVEY = 'individuele-begeleiding'

/** How long a results page and one more answer take in databases with those many answers of twenty providers. They are
 *  measured by turns, so that what else the machine does weighs on all of them alike. */
export function resultsSpeed(sizes: readonly number[], say: (text: string) => void): Promise<readonly ResultsSpeed[]> {
  return inTempFolder(async (folder) => {
    const filled = sizes.map((answers) => filledStore(join(folder, `${answers}.sqlite`), answers, say))
    const pages = mediansMs(filled.map(({ page }) => page))
    const forms = mediansMs(filled.map(({ form }) => form))
    const more = mediansMs(filled.map(({ oneMore }) => oneMore))
    for (const { store } of filled) store.close()
    return filled.map(({ answers, savedPerSecond, releaseMs }, at) => ({
      ...{ answers, savedPerSecond, releaseMs },
      pageMs: pages[at] ?? Number.NaN,
      choicesMs: forms[at] ?? Number.NaN,
      oneMoreMs: more[at] ?? Number.NaN,
    }))
  })
}

function filledStore(file: string, answers: number, say: (text: string) => void) {
  const store = openStore(file, { secret: Buffer.alloc(32, 1) })
  const loadedMunicipality = loadMunicipality(join(root, 'surveys/utrecht'))
  if (!('municipality' in loadedMunicipality)) throw new Error('the municipality has faults')
  const known = { store, municipality: loadedMunicipality.municipality }
  const survey = publish(store)
  const collectors = makeCollectors(store)
  const savedPerSecond = fill(store, survey, collectors, answers, say)
  const releaseMs = timeOf(() => store.release('2026-11-23', 10))
  const viewer = { role: 'provider', provider: 'p0', name: 'bench' } as const
  return {
    ...{ store, answers, savedPerSecond, releaseMs },
    page: () => results(known, readFilter(known, { survey: SURVEY, by: 'quarter' }, viewer), viewer),
    form: () => choices(known, viewer),
    oneMore: () => store.saveResponses([accepted(survey, collectors, 0)]),
  }
}

function publish(store: Store): Survey {
  const loaded = loadSurveys(join(root, 'surveys/utrecht'))
  if (!('surveys' in loaded)) throw new Error('the surveys have faults')
  const published = publishSurveys(store, loaded.surveys, '2026-01-01')
  if (!('current' in published)) throw new Error('the surveys cannot be published')
  const survey = published.current.get(SURVEY)
  if (!survey) throw new Error(`no survey ${SURVEY}`)
  return survey
}

function makeCollectors(store: Store): readonly Collector[] {
  for (let index = 0; index < PROVIDERS; index++) {
    store.saveProvider({
      id: `p${index}`,
      name: `Provider ${index}`,
      validFrom: null,
      validUntil: null,
      succeededBy: null,
    })
  }
  return Array.from({ length: PROVIDERS * 2 }, (_, index) => {
    const collector: Collector = {
      code: `BENCH${String(index).padStart(2, '2')}`,
      provider: `p${index % PROVIDERS}`,
      careType: SURVEY,
      location: `l${index}`,
      channel: index < PROVIDERS ? 'own-device' : 'kiosk',
      access: 'open',
      surveys: [SURVEY],
      closed: false,
      demo: false,
    }
    store.saveCollector(collector)
    return collector
  })
}

function accepted(survey: Survey, collectors: readonly Collector[], index: number): Accepted {
  const collector = collectors[index % collectors.length]
  if (!collector) throw new Error('no collectors')
  const month = `2026-${String(1 + (Math.floor(index / collectors.length) % MONTHS)).padStart(2, '0')}`
  const id = randomUUID()
  return {
    response: makeResponse(id, collector.code, survey, month),
    hash: id.replaceAll('-', '').repeat(2),
    collector,
  }
}

function fill(
  store: Store,
  survey: Survey,
  collectors: readonly Collector[],
  answers: number,
  say: (text: string) => void,
): number {
  const size = 500
  let storeMs = 0
  for (let at = 0; at < answers; at += size) {
    const batch = Array.from({ length: size }, (_, index) => accepted(survey, collectors, at + index))
    const started = performance.now()
    store.saveResponses(batch)
    storeMs += performance.now() - started
    if ((at + size) % 100_000 === 0)
      say(`${(at + size).toLocaleString('en')} of ${answers.toLocaleString('en')} answers stored`)
  }
  return answers / (storeMs / 1000)
}

/** Of each work the median of its calls. The first calls of all are left out: they are slower. */
function mediansMs(works: readonly (() => unknown)[]): readonly number[] {
  const rounds = Array.from({ length: CALLS + WARM_UP }, () => works.map(timeOf)).slice(WARM_UP)
  return works.map((_, at) => rounds.map((round) => round[at] ?? 0).sort((a, b) => a - b)[CALLS >> 1] ?? Number.NaN)
}

function timeOf(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

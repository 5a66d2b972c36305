import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { loadMunicipality } from '../../server/municipality-files.ts'
import { publishSurveys } from '../../server/publish-surveys.ts'
import type { Known } from '../../server/results-filter.ts'
import { type Cell, countedQuestions, countResponse } from '../../server/store/counting.ts'
import { openStore } from '../../server/store/sqlite.ts'
import { cellWriter } from '../../server/store/sqlite-tallies.ts'
import type { Collector, Store } from '../../server/store/store.ts'
import { loadSurveys } from '../../server/survey-files.ts'
import type { Response } from '../../shared/response.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { makeResponse } from './make-envelopes.ts'
import { root } from './processes.ts'

/** The survey and the care type of all answers, and the year in which they came. */
export const SURVEY = 'individuele-begeleiding'
export const YEAR = 2026

const PROVIDERS = 20
const MONTHS = 12
/** So many parts a month a page has to add up: a server that releases every day. */
const RELEASES_A_MONTH = Number(process.env.BENCH_RELEASES ?? 30)
/** Answers that differ, of a collector between two releases. */
const DIFFERENT = 6
const DRAWN = 1000

/** A database with the counts of a year of twenty providers at forty collectors. */
export interface FilledStore {
  readonly store: Store
  readonly known: Known
  readonly answers: number
  /** Milliseconds of processor of the longest release; null when the file was there already. */
  readonly releaseMs: number | null
  /** Stores one answer more. */
  oneMore(): void
}

/** Fills that file with counts of that many answers, without the answers themselves: no page reads them, and ten million take
 *  hours to make. Opens it when it is there: a file with a mark beside it is a whole filling. */
export function filledStore(file: string, answers: number, say: (text: string) => void): FilledStore {
  const isThere = existsSync(`${file}.filled`)
  const store = openStore(file, { secret: Buffer.alloc(32, 1) })
  const loaded = loadMunicipality(join(root, 'surveys/utrecht'))
  if (!('municipality' in loaded)) throw new Error('the municipality has faults')
  const survey = publish(store)
  const collectors = makeCollectors(store)
  const db = new Database(file)
  const releaseMs = isThere ? null : fill(store, counterOf(db, survey, collectors, answers), say)
  db.close()
  writeFileSync(`${file}.filled`, '')
  const draw = drawerOf(survey)
  return {
    ...{ store, known: { store, municipality: loaded.municipality }, answers, releaseMs },
    oneMore: () => {
      const [collector] = collectors
      if (!collector) return
      const response = draw(collector, monthAt(0))
      store.saveResponses([{ response, collector, hash: response.id.replaceAll('-', '').repeat(2) }])
    },
  }
}

function publish(store: Store): Survey {
  const loaded = loadSurveys(join(root, 'surveys/utrecht'))
  if (!('surveys' in loaded)) throw new Error('the surveys have faults')
  const published = publishSurveys(store, loaded.surveys, `${YEAR}-01-01`)
  if (!('current' in published)) throw new Error('the surveys cannot be published')
  const survey = published.current.get(SURVEY)
  if (!survey) throw new Error(`no survey ${SURVEY}`)
  return survey
}

function makeCollectors(store: Store): readonly Collector[] {
  const always = { validFrom: null, validUntil: null, succeededBy: null }
  for (let index = 0; index < PROVIDERS; index++)
    store.saveProvider({ id: `p${index}`, name: `Provider ${index}`, ...always })
  return Array.from({ length: PROVIDERS * 2 }, (_, index) => {
    const [provider, location] = [`p${index % PROVIDERS}`, `l${index}`]
    store.saveLocation({ id: location, provider, name: `Location ${index}`, areas: {}, ...always })
    const collector: Collector = {
      code: `BENCH${String(index).padStart(2, '2')}`,
      provider,
      careType: SURVEY,
      location,
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

/** Gives an answer of a collector in that month. */
function drawerOf(survey: Survey): (collector: Collector, month: string) => Response {
  const drawn = Array.from({ length: DRAWN }, () => makeResponse('', '', survey, ''))
  return ({ code, channel }, month) => {
    const like = drawn[Math.floor(Math.random() * DRAWN)]
    if (!like) throw new Error('nothing to draw from')
    return { ...like, id: randomUUID(), collector: code, month, channel }
  }
}

function monthAt(part: number): string {
  return `${YEAR}-${String(1 + Math.floor(part * MONTHS)).padStart(2, '0')}`
}

/** Counts of every day, and a release of them. */
function fill(store: Store, count: (month: string) => void, say: (text: string) => void): number {
  let longest = 0
  const releases = MONTHS * RELEASES_A_MONTH
  for (let release = 0; release < releases; release++) {
    const month = monthAt(release / releases)
    count(month)
    longest = Math.max(
      longest,
      cpuMsOf(() => store.release(`${month}-28`, 10)),
    )
    if ((release + 1) % RELEASES_A_MONTH === 0) say(`${month} counted and released`)
  }
  return longest
}

/** Counts what came in between two releases, as saving it would: of each collector a few answers, each of them so many times
 *  that the year comes to that many. */
function counterOf(
  db: Database.Database,
  survey: Survey,
  collectors: readonly Collector[],
  answers: number,
): (month: string) => void {
  const times = answers / (MONTHS * RELEASES_A_MONTH * collectors.length * DIFFERENT)
  const [draw, questions, writer] = [drawerOf(survey), countedQuestions(survey), cellWriter(db)]
  return db.transaction((month: string) => {
    const cells = new Map<string, Cell>()
    for (const collector of collectors)
      for (let one = 0; one < DIFFERENT; one++) {
        const { phase, answeredBy, answers: given } = draw(collector, month)
        const { provider, careType, location, channel, access } = collector
        const place = [location, channel, access, phase ?? '', answeredBy] as const
        countResponse(cells, [SURVEY, provider, careType, month, survey.version, ...place, 0], questions, given)
      }
    writer.add([...cells.values()].map((cell) => ({ ...cell, count: Math.round(cell.count * times) })))
  })
}

/** Milliseconds of processor: what else the machine does is not in it. */
export function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

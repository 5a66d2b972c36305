import type { Response } from '../../shared/response.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { dayOf } from '../calendar.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../refusal.ts'
import { checkResponse, type Surroundings } from '../response-check.ts'
import { freeCollectorCode } from '../seed.ts'
import type { Accepted, Collector, Store } from '../store/store.ts'
import { type Bytes, type Encoding, inspect } from './encoding.ts'
import { lineReader, type ReadLine, whereIs } from './line.ts'
import type { Mapping } from './mapping.ts'
import { linesOf, tooManyLines } from './read.ts'
import { type WaitingLines, waitingLines } from './waiting-lines.ts'

/** Responses that are saved at once, inside the one transaction. */
const AT_ONCE = 500
/** Lines between two words of progress. */
const PROGRESS = 1000

/** What an import is made of. */
export interface Wish {
  readonly name: string
  readonly file: Bytes
  readonly mapping: Mapping
  /** The mapping as it was given. */
  readonly mappingText: string
  /** Looks only. */
  readonly dryRun: boolean
  /** Lines that are refused are left out; otherwise one of them keeps all out. */
  readonly skipRefused: boolean
  /** More lines than this are not looked at, and nothing is kept. */
  readonly maxLines?: number
  /** Hears of each line that is refused. */
  readonly refused: (number: number, reason: string) => void
  /** Hears now and then how many lines were looked at. */
  readonly progress: (lines: number) => void
}

export interface Loaded {
  readonly encoding: Encoding
  readonly lines: number
  readonly accepted: number
  readonly refused: number
  /** False after a dry run, and where a line was refused and these were not to be left out. */
  readonly kept: boolean
}

type Parts = Pick<Deps, 'store' | 'municipality' | 'now' | 'randomBytes'>

/** Brings the answers of an earlier survey in, all in one transaction. `noted` is called in it. Throws Refusal, before
 *  anything is written, for a name or file that is there already, a survey or column that is not, and a file that is no CSV. */
export async function loadImport(parts: Parts, wish: Wish, noted: (accepted: number) => void): Promise<Loaded> {
  const { store } = parts
  const survey = surveyOf(store, wish.mapping)
  const { encoding, digest } = await inspect(wish.file)
  assertNew(store, wish.name, digest)
  const waiting = waitingLines()
  try {
    const { collectors, ...counts } = await checkLines(parts, wish, { survey, encoding, waiting })
    const kept = !wish.dryRun && counts.accepted > 0 && (counts.refused === 0 || wish.skipRefused)
    const one = {
      name: wish.name,
      source: wish.mapping.source,
      day: dayOf(parts.now()),
      digest,
      mapping: wish.mappingText,
      responses: counts.accepted,
      collectors: collectors.map(({ code }) => code),
    }
    if (kept)
      store.together(() => {
        keep(parts, collectors, waiting.all())
        store.saveImport(one)
        noted(counts.accepted)
      })
    return { encoding, ...counts, kept }
  } finally {
    waiting.close()
  }
}

/** Looks at every line; those that are right wait from then on. */
async function checkLines(
  parts: Parts,
  { name, file, mapping, maxLines, progress, refused }: Wish,
  to: { readonly survey: Survey; readonly encoding: Encoding; readonly waiting: WaitingLines },
) {
  const { survey, encoding, waiting } = to
  const counts = { lines: 0, accepted: 0, refused: 0 }
  const collectors = new Map<string, Collector>()
  const check = checker(parts, { survey, mapping }, collectors)
  let read: ((number: number, cells: readonly string[]) => ReadLine) | null = null
  for await (const { number, cells } of linesOf(file, encoding, mapping.delimiter)) {
    if (!read) {
      const heading = cells.map((cell) => cell.trim())
      assertColumns(mapping, heading, survey)
      read = lineReader({ name, mapping, survey, heading })
      continue
    }
    if (counts.lines === maxLines) throw tooManyLines(maxLines)
    const found = check(read(number, cells))
    counts.lines += 1
    if (counts.lines % PROGRESS === 0) progress(counts.lines)
    if ('response' in found) waiting.add(found.response)
    else refused(number, found.reason)
    counts['response' in found ? 'accepted' : 'refused'] += 1
  }
  return { ...counts, collectors: [...collectors.values()] }
}

function keep({ store }: Parts, collectors: readonly Collector[], lines: Iterable<Response>): void {
  const byCode = new Map(collectors.map((collector) => [collector.code, collector]))
  for (const collector of collectors) store.saveCollector(collector)
  let batch: Accepted[] = []
  const save = () => {
    const verdict = store.saveResponses(batch).find((each) => each !== 'stored')
    if (verdict) throw new Refusal('not-new', `Een van deze antwoorden is er al (${verdict}). Er is niets ingelezen.`)
    batch = []
  }
  for (const response of lines) {
    const collector = byCode.get(response.collector)
    if (collector) batch.push({ response, collector, hash: `import ${response.id}`, earlier: true })
    if (batch.length === AT_ONCE) save()
  }
  save()
}

type Checked = { readonly response: Response } | { readonly reason: string }

/** The rule for answers of devices, with a collector for each provider and care type that a line names. */
function checker(
  { store, municipality, now, randomBytes }: Parts,
  { survey, mapping }: { readonly survey: Survey; readonly mapping: Mapping },
  collectors: Map<string, Collector>,
): (line: ReadLine) => Checked {
  const providers = new Set(store.providers().map(({ id }) => id))
  const careTypes = new Set(municipality.careTypes.map(({ id }) => id))
  const published = store.survey(survey.id, survey.version)
  let collector: Collector | null = null
  const surroundings: Surroundings = {
    collector: () => collector,
    survey: () => published,
    accepts: () => true,
    month: dayOf(now()).slice(0, 7),
  }
  return (line) => {
    if ('reason' in line) return line
    const { provider, careType, response } = line
    if (!providers.has(provider)) return { reason: `${whereIs(mapping.provider)}: deze aanbieder is er niet` }
    if (!careTypes.has(careType)) return { reason: `${whereIs(mapping.careType)}: deze zorgvorm is er niet` }
    if (response.month > surroundings.month)
      return { reason: `${whereIs(mapping.month)}: deze maand is nog niet geweest` }
    const place = `${provider}\n${careType}`
    const known = collectors.get(place)
    collector = known ?? newCollector({ store, randomBytes }, { provider, careType, survey: survey.id })
    const whole = { ...response, collector: collector.code }
    const checked = checkResponse(Buffer.from(JSON.stringify(whole)), whole.id, surroundings)
    if ('reason' in checked) return { reason: REASONS[checked.reason] ?? checked.reason }
    if (!known) collectors.set(place, collector)
    return { response: checked.response }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  'invalid-response': 'maand, taal, fase of wie antwoordde klopt niet',
  'invalid-answer': 'een antwoord past niet bij zijn vraag',
  'answer-to-hidden-question': 'een vraag is beantwoord die bij deze antwoorden niet werd gesteld',
}

function newCollector(
  { store, randomBytes }: Pick<Parts, 'store' | 'randomBytes'>,
  of: { readonly provider: string; readonly careType: string; readonly survey: string },
): Collector {
  return {
    code: freeCollectorCode(store, randomBytes),
    provider: of.provider,
    careType: of.careType,
    location: '',
    channel: 'import',
    access: 'invited',
    surveys: [of.survey],
    closed: true,
    demo: false,
  }
}

function surveyOf(store: Store, { survey, version }: Mapping): Survey {
  const versions = store.surveys().flatMap((one) => (one.survey.id === survey ? one.survey : []))
  const newest = Math.max(...versions.map((one) => one.version))
  const found = versions.find((one) => one.version === (version ?? newest))
  if (found) return found
  throw new Refusal('unknown-survey', `De vragenlijst "${survey}" ${version ? `versie ${version} ` : ''}is er niet.`)
}

function assertNew(store: Store, name: string, digest: string): void {
  const there = store.imports().find((one) => one.name === name || one.digest === digest)
  if (!there) return
  throw there.name === name
    ? new Refusal('import-exists', `"${name}" is er al. Kies een andere naam, of haal die eerst weg.`)
    : new Refusal('file-exists', `Dit bestand is al ingelezen, als "${there.name}".`)
}

/** Every column of the mapping is in the file, once, and every question in the survey and none in words. */
function assertColumns(mapping: Mapping, heading: readonly string[], survey: Survey): void {
  const places = [
    mapping.provider,
    mapping.careType,
    mapping.month,
    mapping.phase,
    mapping.answeredBy,
    mapping.language,
  ]
  const columns = [...places, ...Object.values(mapping.answers)].flatMap((place) =>
    place && 'column' in place ? place.column : [],
  )
  const lacking = columns.find((column) => heading.filter((one) => one === column).length !== 1)
  if (lacking !== undefined)
    // What the first line says may be an answer, where a file has no heading.
    throw new Refusal('unknown-column', `De kolom "${lacking}" staat niet één keer in de eerste regel van het bestand.`)
  for (const id of Object.keys(mapping.answers)) {
    const question = survey.questions.find((one) => one.id === id)
    if (!question) throw new Refusal('unknown-question', `De vraag "${id}" staat niet in ${survey.id}.`)
    if (question.kind === 'text')
      throw new Refusal('open-question', `De vraag "${id}" is open. Open antwoorden worden niet ingelezen.`)
  }
}

import { createHmac } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AnsweredBy, Channel, Phase, Response } from '../../shared/response.ts'
import type { Answers } from '../../shared/survey/answer.ts'
import { type Cell, type CountedQuestions, countResponse, type Dimensions } from './counting.ts'
import { cellWriter } from './sqlite-tallies.ts'
import type { Accepted, Store, StoreVerdict } from './store.ts'

/** A row of the table `response`, in the order of its columns. */
type Row = [
  id: string,
  hash: string,
  collector: string,
  survey: string,
  version: number,
  month: string,
  language: string,
  phase: string,
  answeredBy: string,
  provider: string,
  careType: string,
  location: string,
  channel: string,
  access: string,
  demo: number,
  answers: string,
]

const COLUMNS = `id, hash, collector, survey, version, month, language, phase, answered_by,
  provider, care_type, location, channel, access, demo, answers`

/** Gives the counted questions of a published survey; throws when that version is not published. */
export type CountedOf = (survey: string, version: number) => CountedQuestions

type ResponseFunctions = Pick<Store, 'saveResponses' | 'known' | 'withdraw' | 'tombstones' | 'bury' | 'response'>

export function responsesIn(db: Database, secret: Uint8Array, counted: CountedOf): ResponseFunctions {
  const insert = db.prepare<Row>(
    `insert into response (${COLUMNS}) values (${Array(16).fill('?').join(', ')}) on conflict (id) do nothing`,
  )
  const readHash = db.prepare<[string], string>('select hash from response where id = ?').pluck()
  const read = db.prepare<[string], Row>(`select ${COLUMNS} from response where id = ?`).raw()
  const remove = db.prepare<[string]>('delete from response where id = ?')
  const removeRefused = db.prepare<[string]>('delete from refused where id = ?')
  const removeSame = db.prepare<[string, string]>('delete from refused where id = ? and hash = ?')
  const readMark = db.prepare<[Buffer], number>('select 1 from tombstone where mark = ?').pluck()
  const addMark = db.prepare<[Buffer]>('insert into tombstone (mark) values (?) on conflict do nothing')
  const marks = db.prepare<[], Buffer>('select mark from tombstone').pluck()
  const ids = db.prepare<[], string>('select id from response').pluck()
  const write = cellWriter(db)
  const markOf = (id: string) => createHmac('sha256', secret).update(id).digest()

  function known(id: string, hash: string): Exclude<StoreVerdict, 'stored'> | null {
    if (readMark.get(markOf(id)) !== undefined) return 'withdrawn'
    const stored = readHash.get(id)
    if (stored === undefined) return null
    return stored === hash ? 'duplicate' : 'conflict'
  }

  function save(cells: Map<string, Cell>, accepted: Accepted): StoreVerdict {
    const { id } = accepted.response
    if (readMark.get(markOf(id)) !== undefined) return 'withdrawn'
    const row = toRow(accepted)
    const questions = counted(row[3], row[4])
    if (insert.run(...row).changes === 0) return readHash.get(id) === accepted.hash ? 'duplicate' : 'conflict'
    // It may have been refused before, by an older version of this program.
    removeSame.run(id, accepted.hash)
    countResponse(cells, dimensionsOf(row), questions, accepted.response.answers)
    return 'stored'
  }

  function forget(id: string): boolean {
    addMark.run(markOf(id))
    removeRefused.run(id)
    const row = read.get(id)
    if (!row) return false
    remove.run(id)
    const cells = new Map<string, Cell>()
    countRow(cells, row, answersOf(row), counted)
    write.take(cells.values())
    return true
  }

  const saveAll = db.transaction((batch: readonly Accepted[]): StoreVerdict[] => {
    const cells = new Map<string, Cell>()
    const verdicts = batch.map((accepted) => save(cells, accepted))
    write.add(cells.values())
    return verdicts
  })
  const forgetOne = db.transaction(forget)
  const buryAll = db.transaction((tombstones: readonly string[]): number => {
    const buried = new Set(tombstones)
    for (const mark of tombstones) addMark.run(Buffer.from(mark, 'hex'))
    return ids.all().filter((id) => buried.has(markOf(id).toString('hex')) && forget(id)).length
  })

  return {
    saveResponses: (batch) => (batch.length === 0 ? [] : saveAll.immediate(batch)),
    known,
    withdraw: (id) => afterErasing(db, forgetOne.immediate(id)),
    tombstones: () => marks.all().map((mark) => mark.toString('hex')),
    bury: (tombstones) => afterErasing(db, buryAll.immediate(tombstones)),
    response: (id) => {
      const row = read.get(id)
      return row ? toResponse(row) : null
    },
  }
}

/** Moves what was erased out of the write-ahead log too. Not sure to succeed beside a reader or on a full disk: then the
 *  next checkpoint does it, so a failure is no failure of what was asked. */
export function afterErasing<T>(db: Database, result: T): T {
  try {
    db.pragma('wal_checkpoint(truncate)')
  } catch {
    return result
  }
  return result
}

/** Reads every response as what is counted of it, one at a time. */
export function* countedRows(db: Database, counted: CountedOf): Generator<(cells: Map<string, Cell>) => void> {
  const rows = db.prepare<[], Row>(`select ${COLUMNS} from response`).raw()
  for (const row of rows.iterate()) yield (cells) => countRow(cells, row, answersOf(row), counted)
}

function countRow(cells: Map<string, Cell>, row: Row, answers: Answers, counted: CountedOf): void {
  countResponse(cells, dimensionsOf(row), counted(row[3], row[4]), answers)
}

function dimensionsOf(row: Row): Dimensions {
  const [, , , survey, version, month, , phase, answeredBy, provider, careType, location, channel, access, demo] = row
  return [survey, provider, careType, month, version, location, channel, access, phase, answeredBy, demo]
}

/** The collector says provider, care type, location, channel and access. An invitation is not kept: beside the answers
 *  it would say whose they are. */
function toRow({ response, hash, collector }: Accepted): Row {
  return [
    response.id,
    hash,
    collector.code,
    response.survey.id,
    response.survey.version,
    response.month,
    response.language,
    response.phase ?? '',
    response.answeredBy,
    collector.provider,
    collector.careType,
    collector.location,
    collector.channel,
    collector.access,
    collector.demo ? 1 : 0,
    JSON.stringify(response.answers),
  ]
}

/** Rows were checked before they were written, so their words are of the types. */
function toResponse(row: Row): Response {
  const [id, , collector, survey, version, month, language, phase, answeredBy] = row
  return {
    id,
    collector,
    survey: { id: survey, version },
    month,
    channel: row[12] as Channel,
    language,
    answeredBy: answeredBy as AnsweredBy,
    ...(phase === '' ? {} : { phase: phase as Phase }),
    answers: answersOf(row),
  }
}

function answersOf(row: Row): Answers {
  return JSON.parse(row[15]) as Answers
}

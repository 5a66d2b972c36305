import type { Database } from 'better-sqlite3'
import type { Survey } from '../../shared/survey/survey.ts'
import { type CountedQuestions, countedQuestions } from './counting.ts'
import type { CountedOf } from './response-row.ts'
import type { PublishedSurvey, Store } from './store.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly published: string
  readonly superseded: string | null
}

/** A published version never changes, so it is read and parsed once; when it was superseded is read each time. */
export function surveysIn(db: Database): {
  readonly functions: Pick<Store, 'publishSurvey' | 'survey' | 'surveys'>
  readonly counted: CountedOf
} {
  const columns = 'id, version, hash, published, superseded'
  const read = db.prepare<[string, number], Row>(`select ${columns} from survey where id = ? and version = ?`)
  const readAll = db.prepare<[], Row>(`select ${columns} from survey order by published, id, version`)
  const readBody = db.prepare<[string, number], string>('select body from survey where id = ? and version = ?').pluck()
  const insert = db.prepare<[string, number, string, string, string]>(
    'insert into survey (id, version, hash, published, body) values (?, ?, ?, ?, ?)',
  )
  const supersede = db.prepare<[string, string, number]>(
    'update survey set superseded = ? where id = ? and version < ? and superseded is null',
  )
  const parsed = new Map<string, { readonly survey: Survey; readonly counted: CountedQuestions }>()

  function content(id: string, version: number) {
    const key = `${id}@${version}`
    const found = parsed.get(key)
    if (found) return found
    const body = readBody.get(id, version)
    if (body === undefined) throw new Error(`survey ${key} is not published`)
    const survey = JSON.parse(body) as Survey
    const made = { survey, counted: countedQuestions(survey) }
    parsed.set(key, made)
    return made
  }
  const toPublished = ({ id, version, hash, published, superseded }: Row): PublishedSurvey => ({
    survey: content(id, version).survey,
    hash,
    published,
    superseded,
  })

  const publish = db.transaction((survey: Survey, hash: string, day: string) => {
    const there = read.get(survey.id, survey.version)
    if (there?.hash === hash) return
    if (there) throw new Error(`survey ${survey.id}@${survey.version} is published with another content`)
    insert.run(survey.id, survey.version, hash, day, JSON.stringify(survey))
    supersede.run(day, survey.id, survey.version)
  })

  return {
    functions: {
      publishSurvey: (survey, hash, day) => publish.immediate(survey, hash, day),
      survey: (id, version) => {
        const row = read.get(id, version)
        return row ? toPublished(row) : null
      },
      surveys: () => readAll.all().map(toPublished),
    },
    counted: (id, version) => content(id, version).counted,
  }
}

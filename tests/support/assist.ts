import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Deps } from '../../server/deps.ts'
import { surveyHash } from '../../server/survey-hash.ts'
import type { Channel } from '../../shared/response.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { InProcess } from './server.ts'

/** Six closed questions and nothing more, cut from a real list. */
export const SIX = 'zes-vragen'

/** Adds the survey `SIX` to a server that is being made. */
export function withSix(deps: Deps): Deps {
  const whole = deps.surveys.get('individuele-begeleiding')
  if (!whole) throw new Error('no survey to cut from')
  const six: Survey = { ...whole, id: SIX, questions: whole.questions.slice(2, 8) }
  if (!deps.store.surveys().some(({ survey }) => survey.id === SIX)) {
    deps.store.publishSurvey(six, surveyHash(six), '2026-11-01')
  }
  return { ...deps, surveys: new Map([...deps.surveys, [SIX, six]]) }
}

const LETTERS = '23456789'
let made = 0

/** Code of a new collector for these surveys. */
export function collectorFor(server: InProcess, channel: Channel, ...surveys: readonly string[]): string {
  const { store } = server.house.deps
  const [some] = store.collectors()
  if (!some) throw new Error('no collector to copy')
  made += 1
  const code = `TEST2${LETTERS[Math.floor(made / 8)]}${LETTERS[made % 8]}`
  store.saveCollector({ ...some, code, channel, surveys: [...surveys], closed: false })
  return code
}

/** A response as the database holds it. */
export interface StoredRow {
  readonly id: string
  readonly collector: string
  readonly survey: string
  readonly month: string
  readonly language: string
  readonly phase: string
  readonly answered_by: string
  readonly channel: string
  readonly answers: Readonly<Record<string, unknown>>
}

/** What arrived for that collector, by another reader than the server's. */
export function storedFor(server: InProcess, code: string): readonly StoredRow[] {
  const db = new Database(join(server.house.deps.config.dataDir, 'ervaringwijzer.sqlite'), { readonly: true })
  const rows = db
    .prepare<[string], StoredRow & { answers: string }>('select * from response where collector = ?')
    .all(code)
  db.close()
  return rows.map((row) => ({ ...row, answers: JSON.parse(row.answers) as Record<string, unknown> }))
}

import { randomBytes } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { OpenAnswers, ShownAnswer, ShownQuery, Signal, WaitingAnswer } from './open-answers.ts'

const GROUP = 'survey, question, provider, care_type, demo'
const SHOWN = `id, survey, question, provider, care_type as careType, demo, text, signal`

type Group = [survey: string, question: string, provider: string, careType: string, demo: number]
type ShownRow = Omit<ShownAnswer, 'demo'> & { readonly demo: number }

/** Takes an open answer apart from its response as that is stored, in a transaction of the caller. */
export function openAnswerWriter(
  db: Database,
): (
  response: string,
  question: string,
  of: { survey: string; provider: string; careType: string; demo: number },
) => void {
  const insert = db.prepare<[string, string, string, string, string, string, number]>(
    `insert into open_answer (response, question, id, survey, provider, care_type, demo, state, text, decided, published, original, signal, signal_day)
     values (?, ?, ?, ?, ?, ?, ?, 'waiting', '', '', 0, 1, '', '')`,
  )
  return (response, question, { survey, provider, careType, demo }) =>
    void insert.run(response, question, randomBytes(16).toString('hex'), survey, provider, careType, demo)
}

/** Open answers: what waits, what is shown, what is a signal. */
export function openAnswersIn(db: Database): OpenAnswers {
  return { ...decisionsIn(db), ...shownIn(db), ...signalsIn(db) }
}

function decisionsIn(db: Database): Pick<OpenAnswers, 'waitingAnswers' | 'waitingAnswer' | 'countWaiting' | 'decide'> {
  const waiting = db.prepare<[string, number], Omit<WaitingAnswer, 'demo'> & { readonly demo: number }>(
    `select open_answer.id, response.survey, response.version, open_answer.question, open_answer.demo,
       (select value from json_each(response.answers) where key = open_answer.question) as text
     from open_answer join response on response.id = open_answer.response
     where open_answer.state = 'waiting' and open_answer.id > ? order by open_answer.id limit ?`,
  )
  const waitingText = db
    .prepare<[string], string>(
      `select (select value from json_each(response.answers) where key = open_answer.question)
       from open_answer join response on response.id = open_answer.response
       where open_answer.state = 'waiting' and open_answer.id = ?`,
    )
    .pluck()
  const count = db.prepare<[], number>(`select count(*) from open_answer where state = 'waiting'`).pluck()
  const note = db.prepare<[state: string, text: string, day: string, id: string]>(
    `update open_answer set state = ?, text = ?, decided = ? where id = ? and state = 'waiting'`,
  )
  const decide = db.transaction<OpenAnswers['decide']>((decisions, day) =>
    decisions.reduce((sum, { id, text }) => {
      const { changes } = note.run(text === null ? 'held' : 'shown', text ?? '', day, id)
      return sum + changes
    }, 0),
  )
  return {
    waitingAnswers: (limit, after) => waiting.all(after, limit).map((row) => ({ ...row, demo: row.demo === 1 })),
    waitingAnswer: (id) => waitingText.get(id) ?? null,
    countWaiting: () => count.get() ?? 0,
    decide: (decisions, day) => decide.immediate(decisions, day),
  }
}

function shownIn(db: Database): Pick<OpenAnswers, 'publishAnswers' | 'shownAnswers' | 'shownAnswer'> {
  const groups = db
    .prepare<[number], Group>(
      `select ${GROUP} from open_answer where state = 'shown' and published = 0
       group by ${GROUP} having count(*) >= ?`,
    )
    .raw()
  const publish = db.prepare<Group>(
    `update open_answer set published = 1 where state = 'shown' and published = 0
     and survey = ? and question = ? and provider = ? and care_type = ? and demo = ?`,
  )
  const publishAll = db.transaction((threshold: number): number =>
    groups.all(threshold).reduce((sum, group) => sum + publish.run(...group).changes, 0),
  )
  const one = db.prepare<[string], ShownRow>(`select ${SHOWN} from open_answer where published = 1 and id = ?`)
  return {
    publishAnswers: (threshold) => publishAll.immediate(threshold),
    shownAnswers: (query) => {
      const { where, values } = conditionsOf(query)
      const rows = db
        .prepare<string[], ShownRow>(`select ${SHOWN} from open_answer where published = 1 ${where} order by id`)
        .all(...values)
      return rows.map(toShown)
    },
    shownAnswer: (id) => {
      const row = one.get(id)
      return row ? toShown(row) : null
    },
  }
}

function conditionsOf(query: ShownQuery): { readonly where: string; readonly values: readonly string[] } {
  const given = (
    [
      ['survey', query.survey],
      ['provider', query.provider],
      ['care_type', query.careType],
    ] as const
  ).filter((pair): pair is readonly [(typeof pair)[0], string] => pair[1] !== undefined)
  return { where: given.map(([column]) => `and ${column} = ?`).join(' '), values: given.map(([, value]) => value) }
}

function toShown(row: ShownRow): ShownAnswer {
  return { ...row, demo: row.demo === 1 }
}

function signalsIn(db: Database): Pick<OpenAnswers, 'markSignal' | 'openSignals'> {
  const mark = db.prepare<[Signal, string, string]>(
    `update open_answer set signal = ?, signal_day = ? where published = 1 and id = ?`,
  )
  const open = db
    .prepare<[], [provider: string, count: number]>(
      `select provider, count(*) from open_answer where signal = 'open' and published = 1 group by provider`,
    )
    .raw()
  return {
    markSignal: (id, signal, day) => mark.run(signal, day, id).changes > 0,
    openSignals: () => new Map(open.all()),
  }
}

/** Puts the covered text in the place of what was typed; of what was kept back nothing stays. */
export function originalsIn(db: Database): {
  readonly count: (before: string) => number
  readonly forget: (before: string, most: number) => number
} {
  const where = `from open_answer where original = 1 and state <> 'waiting' and decided < ?`
  const count = db.prepare<[string], number>(`select count(*) ${where}`).pluck()
  const old = db
    .prepare<[string, number], [response: string, question: string, text: string]>(
      `select response, question, text ${where} limit ?`,
    )
    .raw()
  const replace = db.prepare<[path: string, text: string, response: string]>(
    `update response set answers = json_set(answers, ?, ?) where id = ?`,
  )
  const done = db.prepare<[string, string]>(`update open_answer set original = 0 where response = ? and question = ?`)
  return {
    count: (before) => count.get(before) ?? 0,
    forget: (before, most) => {
      const rows = old.all(before, most)
      for (const [response, question, text] of rows) {
        replace.run(`$.${JSON.stringify(question)}`, text, response)
        done.run(response, question)
      }
      return rows.length
    },
  }
}

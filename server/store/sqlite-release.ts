import type { Database } from 'better-sqlite3'
import { CUT_DIMENSIONS, type CutDimension, type ReleasedTally } from '../../shared/results/results.ts'
import { conditionalReader } from './sqlite-tallies.ts'
import type { ReleasedSpan, Store } from './store.ts'

type Group = [survey: string, provider: string, careType: string, month: string, demo: number]
const GROUP = 'survey, provider, care_type, month, demo'
const IS_GROUP = 'survey = ? and provider = ? and care_type = ? and month = ? and demo = ?'

/** Every way in which released counts are kept: added up over all dimensions, and by each of them. */
const CUTS: readonly ('' | CutDimension)[] = ['', ...CUT_DIMENSIONS]

/** The counts of the responses themselves. The index is named because SQLite would rather read all that has cut ''. */
const RELEASED_RESPONSES = `released indexed by released_of_responses where cut = '' and question = ''`

type ReleaseFunctions = Pick<Store, 'release' | 'lastRelease' | 'releasedTallies' | 'releasedDemo' | 'releasedSpans'>

/** Releases tallies and reads what is released. */
export function releasesIn(db: Database): ReleaseFunctions {
  const changed = db
    .prepare<[threshold: number, threshold: number], [...Group, difference: number]>(
      `select ${GROUP}, sum(count) - sum(shown) from (
         select ${GROUP}, count, 0 as shown from tally where question = ''
         union all
         select ${GROUP}, 0, count from ${RELEASED_RESPONSES}
       )
       group by ${GROUP}
       having abs(sum(count) - sum(shown)) >= ? and (sum(count) = 0 or sum(count) >= ?)`,
    )
    .raw()
  const cuts = CUTS.map((cut) => replacementBy(db, cut))
  const writeDay = db.prepare<[string]>(
    `insert into meta (name, value) values ('released', ?) on conflict do update set value = excluded.value`,
  )
  const readDay = db.prepare<[], string>(`select value from meta where name = 'released'`).pluck()

  const release = db.transaction((day: string, threshold: number) => {
    const groups = changed.all(threshold, threshold)
    for (const [survey, provider, careType, month, demo] of groups) {
      for (const replace of cuts) replace([survey, provider, careType, month, demo])
    }
    writeDay.run(day)
    return { groups: groups.length, responses: groups.reduce((sum, group) => sum + group[5], 0) }
  })

  return {
    release: (day, threshold) => release.immediate(day, threshold),
    lastRelease: () => readDay.get() ?? null,
    ...releasedReaders(db),
  }
}

/** Replaces the released counts of a group by this cut with those of now. */
function replacementBy(db: Database, cut: '' | CutDimension): (group: Group) => void {
  const remove = db.prepare<[string, ...Group]>(`delete from released where cut = ? and ${IS_GROUP}`)
  const insert = db.prepare<[string, ...Group]>(
    `insert into released (cut, ${GROUP}, question, value, version, cell, count)
     select ?, ${GROUP}, question, value, version, ${columnOf(cut)} as cell, sum(count) from tally where ${IS_GROUP}
     group by question, value, version, cell`,
  )
  return (group) => {
    remove.run(cut, ...group)
    insert.run(cut, ...group)
  }
}

function columnOf(cut: '' | CutDimension): string {
  if (cut === '') return `''`
  return cut === 'answeredBy' ? 'answered_by' : cut
}

/** Real and demo answers together. */
function releasedReaders(db: Database): Pick<Store, 'releasedTallies' | 'releasedDemo' | 'releasedSpans'> {
  const read = conditionalReader<ReleasedTally>(
    db,
    (conditions) =>
      `select survey, version, question, value, provider, care_type as careType, month, cell, sum(count) as count
       from released where cut = ? ${conditions}
       group by survey, provider, care_type, month, question, value, version, cell`,
  )
  // Without a demo collector no row is read.
  const readDemo = conditionalReader<{ readonly cell: string }>(
    db,
    (conditions) =>
      `select distinct cell from released
       where cut = ? and question = '' and demo = 1 and exists (select 1 from collector where demo = 1) ${conditions}`,
  )
  const spans = (condition: string) =>
    `select survey, provider, care_type as careType, min(month) as "from", max(month) as "to"
     from ${RELEASED_RESPONSES} ${condition}
     group by provider, survey, care_type`
  const allSpans = db.prepare<[], ReleasedSpan>(spans(''))
  const spansOf = db.prepare<[string], ReleasedSpan>(spans('and provider = ?'))
  return {
    releasedTallies: ({ cut = '', ...query }) => read(query, cut),
    releasedDemo: ({ cut = '', ...query }) => readDemo(query, cut).map(({ cell }) => cell),
    releasedSpans: (provider) => (provider === null ? allSpans.all() : spansOf.all(provider)),
  }
}

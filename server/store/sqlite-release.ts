import type { Database } from 'better-sqlite3'
import { CUT_DIMENSIONS, type CutDimension, type ReleasedTally } from '../../shared/results/results.ts'
import { conditionalReader } from './sqlite-tallies.ts'
import type { ReleasedResponses, ReleasedSpan, Store } from './store.ts'

type Group = [survey: string, provider: string, careType: string, month: string, demo: number]
const GROUP = 'survey, provider, care_type, month, demo'
const IS_GROUP = 'survey = ? and provider = ? and care_type = ? and month = ? and demo = ?'

/** Every way in which released counts are kept: added up over all dimensions, and by each of them. */
const CUTS: readonly ('' | CutDimension)[] = ['', ...CUT_DIMENSIONS]

/** The counts of the responses themselves. The index is named because SQLite would rather read all that has cut ''. */
const RELEASED_RESPONSES = `released indexed by released_of_responses where cut = '' and question = ''`

type Readers = Pick<Store, 'releasedTallies' | 'releasedMark' | 'releasedDemo' | 'releasedResponses' | 'releasedSpans'>
type ReleaseFunctions = Pick<Store, 'release' | 'lastRelease'> & Readers

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
  const cuts = CUTS.map((cut) => takingInBy(db, cut))
  const forget = db.prepare<Group>(`delete from released where ${IS_GROUP}`)
  const nextNumber = db
    .prepare<[], string>(
      `update meta set value = cast(cast(value as integer) + 1 as text) where name = 'release-number' returning value`,
    )
    .pluck()
  const writeDay = db.prepare<[string]>(
    `insert into meta (name, value) values ('released', ?) on conflict do update set value = excluded.value`,
  )
  const readDay = db.prepare<[], string>(`select value from meta where name = 'released'`).pluck()

  const release = db.transaction((day: string, threshold: number) => {
    const groups = changed.all(threshold, threshold)
    const number = groups.length === 0 ? '0' : (nextNumber.get() ?? '0')
    const batch = `${day.slice(0, '2026-11'.length)}#${number.padStart(6, '0')}`
    for (const [survey, provider, careType, month, demo, difference] of groups) {
      const group: Group = [survey, provider, careType, month, demo]
      // So many were withdrawn that what was shown cannot stand: the group begins anew.
      if (difference < 0) forget.run(...group)
      for (const takeIn of cuts) takeIn(batch, group)
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

/** Writes as a batch what by this cut has changed in a group since it was released. */
function takingInBy(db: Database, cut: '' | CutDimension): (batch: string, group: Group) => void {
  const insert = db.prepare<[string, string, ...Group, ...Group]>(
    `with asked (cut, batch) as (values (?, ?))
     insert into released (cut, batch, ${GROUP}, question, value, version, cell, count)
     select asked.cut, asked.batch, ${GROUP}, question, value, version, cell, sum(count) from asked, (
       select ${GROUP}, question, value, version, ${columnOf(cut)} as cell, count from tally where ${IS_GROUP}
       union all
       select ${GROUP}, question, value, version, cell, -count from released where cut = '${cut}' and ${IS_GROUP}
     )
     group by question, value, version, cell having sum(count) <> 0`,
  )
  return (batch, group) => {
    insert.run(cut, batch, ...group, ...group)
  }
}

function columnOf(cut: '' | CutDimension): string {
  if (cut === '') return `''`
  return cut === 'answeredBy' ? 'answered_by' : cut
}

function releasedReaders(db: Database): Readers {
  const read = conditionalReader<ReleasedTally>(
    db,
    (conditions) =>
      `select survey, version, question, value, provider, care_type as careType, month, cell, batch, demo, count
       from released where cut = ? and (demo <> 2 or cut = 'channel') ${conditions}`,
  )
  // Without a demo collector no row is read.
  const readDemo = conditionalReader<{ readonly cell: string }>(
    db,
    (conditions) =>
      `select distinct cell from released
       where cut = ? and question = '' and demo = 1 and exists (select 1 from collector where demo = 1) ${conditions}`,
  )
  const readResponses = conditionalReader<ReleasedResponses>(
    db,
    (conditions) =>
      `select survey, provider, care_type as careType, month, sum(count) as count
       from ${RELEASED_RESPONSES} and demo <> 2 ${conditions}
       group by survey, provider, care_type, month order by provider, care_type, month, survey`,
    '',
  )
  const spans = (condition: string) =>
    `select survey, provider, care_type as careType, min(month) as "from", max(month) as "to"
     from ${RELEASED_RESPONSES} ${condition}
     group by provider, survey, care_type`
  const allSpans = db.prepare<[], ReleasedSpan>(spans(''))
  const spansOf = db.prepare<[string], ReleasedSpan>(spans('and provider = ?'))
  const readMark = db.prepare<[name: string], number>('select cast(value as integer) from meta where name = ?').pluck()
  return {
    releasedMark: () => ({ release: readMark.get('release-number') ?? 0, gone: readMark.get('released-anew') ?? 0 }),
    releasedTallies: ({ cut = '', ...query }) => read(query, cut),
    releasedDemo: ({ cut = '', ...query }) => readDemo(query, cut).map(({ cell }) => cell),
    releasedResponses: (query) => readResponses(query),
    releasedSpans: (provider) => (provider === null ? allSpans.all() : spansOf.all(provider)),
  }
}

import type { Database } from 'better-sqlite3'
import type { Interpretation, InterpretationField, InterpretationSide } from '../../shared/interpretation.ts'
import type { Interpretations, ReportKey, Snapshot } from './interpretations.ts'

type Row = Omit<Interpretation, 'texts'> & Readonly<Record<InterpretationField, string>>

/** What people say of reports, and reports that are frozen. */
export function interpretationsIn(db: Database): Interpretations {
  return { ...saidIn(db), ...snapshotsIn(db) }
}

type Said = Pick<Interpretations, 'interpretations' | 'saveInterpretation' | 'dropInterpretation'>

function saidIn(db: Database): Said {
  const all = db.prepare<[ReportKey], Row>(
    `select side, role, day, sight, meaning, striking, action from interpretation
     where survey = :survey and provider = :provider and care_type = :careType and quarter = :quarter
     order by side desc`,
  )
  const save = db.prepare<[ReportKey & Row]>(
    `insert or replace into interpretation
       (survey, provider, care_type, quarter, side, role, day, sight, meaning, striking, action)
     values (:survey, :provider, :careType, :quarter, :side, :role, :day, :sight, :meaning, :striking, :action)`,
  )
  const drop = db.prepare<[ReportKey & { readonly side: InterpretationSide }]>(
    `delete from interpretation
     where survey = :survey and provider = :provider and care_type = :careType and quarter = :quarter and side = :side`,
  )
  return {
    interpretations: (key) => all.all(key).map(({ side, role, day, ...texts }) => ({ side, role, day, texts })),
    saveInterpretation: (key, { texts, ...said }) => void save.run({ ...key, ...said, ...texts }),
    dropInterpretation: (key, side) => drop.run({ ...key, side }).changes > 0,
  }
}

type Frozen = Pick<Interpretations, 'saveSnapshot' | 'snapshots' | 'snapshot'>

function snapshotsIn(db: Database): Frozen {
  const save = db.prepare<[Snapshot]>(
    `insert into snapshot (id, kind, year, day, figures, file) values (:id, :kind, :year, :day, :figures, :file)`,
  )
  const all = db.prepare<[], Omit<Snapshot, 'figures' | 'file'>>(
    `select id, kind, year, day from snapshot order by day desc, year desc, kind, id`,
  )
  const one = db.prepare<[string], Snapshot>(`select id, kind, year, day, figures, file from snapshot where id = ?`)
  return {
    saveSnapshot: (snapshot) => void save.run(snapshot),
    snapshots: () => all.all(),
    snapshot: (id) => one.get(id) ?? null,
  }
}

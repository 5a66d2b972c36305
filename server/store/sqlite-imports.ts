import type { Database } from 'better-sqlite3'
import type { Cell } from './counting.ts'
import type { Import, Imports } from './imports.ts'
import { answersOf, COLUMNS, type CountedOf, countRow, type Row } from './response-row.ts'
import { cellWriter } from './sqlite-tallies.ts'
import { afterErasing } from './sqlite-withdrawals.ts'

/** Keeps what was brought in, so that it can be taken out again. */
export function importsIn(db: Database, counted: CountedOf): Imports {
  const insert = db.prepare<[Omit<Import, 'collectors'>]>(
    `insert into import (name, source, day, digest, mapping, responses)
     values (:name, :source, :day, :digest, :mapping, :responses)`,
  )
  const bind = db.prepare<[string, string]>('insert into import_collector (import, collector) values (?, ?)')
  const read = db.prepare<[], Omit<Import, 'collectors'>>(
    'select name, source, day, digest, mapping, responses from import order by name',
  )
  const collectorsOf = db
    .prepare<[string], string>('select collector from import_collector where import = ? order by collector')
    .pluck()
  const save = db.transaction(({ collectors, ...one }: Import): void => {
    insert.run(one)
    for (const collector of collectors) bind.run(one.name, collector)
  })
  const drop = db.prepare<[string]>('delete from import where name = ?')
  const removeAnswers = answerRemover(db, counted)
  const remove = db.transaction((name: string): number | null => {
    const collectors = collectorsOf.all(name)
    const removed = collectors.reduce((sum, collector) => sum + removeAnswers(collector), 0)
    return drop.run(name).changes === 0 ? null : removed
  })
  return {
    saveImport: (one) => save.immediate(one),
    imports: () => read.all().map((one) => ({ ...one, collectors: collectorsOf.all(one.name) })),
    removeImport: (name) => afterErasing(db, remove.immediate(name)),
  }
}

/** Removes a collector with all that came by it; gives how many responses there were. */
function answerRemover(db: Database, counted: CountedOf): (collector: string) => number {
  const rows = db.prepare<[string], Row>(`select ${COLUMNS} from response where collector = ?`).raw()
  const dropRows = db.prepare<[string]>('delete from response where collector = ?')
  const dropRefused = db.prepare<[string]>('delete from refused where collector = ?')
  const dropCollector = db.prepare<[string]>('delete from collector where code = ?')
  const write = cellWriter(db)
  return (collector) => {
    const cells = new Map<string, Cell>()
    for (const row of rows.iterate(collector)) countRow(cells, row, answersOf(row), counted)
    write.take(cells.values())
    const { changes } = dropRows.run(collector)
    dropRefused.run(collector)
    dropCollector.run(collector)
    return changes
  }
}

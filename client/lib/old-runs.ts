import type { Database } from './db.ts'
import { dropRun, isOld } from './run-store.ts'

/** Removes the runs that were left seven days ago. */
export async function dropOldRuns(database: Database, now: number): Promise<void> {
  const runs = await database.read(['runs'], (tx) => tx.objectStore('runs').getAll())
  for (const run of runs) {
    if (isOld(run, now)) await dropRun(database, run.code)
  }
}

import type { Database } from 'better-sqlite3'
import { afterErasing } from './sqlite-withdrawals.ts'
import type { Store } from './store.ts'

/** Demo answers have tallies of their own, so that taking them away leaves real figures as they were. */
export function demoIn(db: Database): Pick<Store, 'removeDemo'> {
  const ofDemo = 'collector in (select code from collector where demo = 1)'
  const dropResponses = db.prepare(`delete from response where ${ofDemo}`)
  const dropRefused = db.prepare(`delete from refused where ${ofDemo}`)
  const dropTallies = db.prepare('delete from tally where demo = 1')
  const dropReleased = db.prepare('delete from released where demo = 1')
  const dropCollectors = db.prepare('delete from collector where demo = 1')
  const forgetRelease = db.prepare(`delete from meta where name = 'released' and not exists (select 1 from released)`)
  const remove = db.transaction((): number => {
    const responses = dropResponses.run().changes
    dropRefused.run()
    dropTallies.run()
    dropReleased.run()
    dropCollectors.run()
    forgetRelease.run()
    return responses
  })
  return { removeDemo: () => afterErasing(db, remove.immediate()) }
}

import type { Database } from 'better-sqlite3'
import type { Reach, Store, Unreliable } from './store.ts'

type ReachFunctions = Pick<
  Store,
  'saveReach' | 'dropReach' | 'reach' | 'saveUnreliable' | 'dropUnreliable' | 'unreliable'
>

/** What people say of figures from outside: how many clients there were, and which months are not to be relied on. */
export function reachIn(db: Database): ReachFunctions {
  const saveReach = db.prepare<[Reach]>(
    `insert into reach (provider, care_type, quarter, clients) values (:provider, :careType, :quarter, :clients)
     on conflict do update set clients = excluded.clients`,
  )
  const dropReach = db.prepare<[Omit<Reach, 'clients'>]>(
    'delete from reach where provider = :provider and care_type = :careType and quarter = :quarter',
  )
  const reach = db.prepare<[], Reach>(
    `select provider, care_type as careType, quarter, clients from reach order by provider, care_type, quarter`,
  )
  const saveUnreliable = db.prepare<[Unreliable]>(
    `insert into unreliable (survey, provider, care_type, first_month, last_month, reason)
     values (:survey, :provider, :careType, :from, :to, :reason)
     on conflict do update set reason = excluded.reason`,
  )
  const dropUnreliable = db.prepare<[Omit<Unreliable, 'reason'>]>(
    `delete from unreliable where survey = :survey and provider = :provider and care_type = :careType
       and first_month = :from and last_month = :to`,
  )
  const unreliable = db.prepare<[], Unreliable>(
    `select survey, provider, care_type as careType, first_month as "from", last_month as "to", reason from unreliable
     order by first_month, last_month, survey, provider, care_type`,
  )
  return {
    saveReach: (given) => void saveReach.run(given),
    dropReach: (given) => dropReach.run(given).changes > 0,
    reach: () => reach.all(),
    saveUnreliable: (given) => void saveUnreliable.run(given),
    dropUnreliable: (given) => dropUnreliable.run(given).changes > 0,
    unreliable: () => unreliable.all(),
  }
}

import type { Database } from 'better-sqlite3'
import type { CareGiven, CareGivens } from './care-given.ts'

/** Which care types providers give. */
export function careGivenIn(db: Database): CareGivens {
  const all = db.prepare<[], CareGiven>(
    `select provider, care_type as careType, valid_from as validFrom, valid_until as validUntil,
       contract_from as contractFrom, contract_until as contractUntil, contract_note as contractNote
     from care_given order by provider, care_type`,
  )
  const save = db.prepare<[CareGiven]>(
    `insert into care_given (provider, care_type, valid_from, valid_until, contract_from, contract_until, contract_note)
     values (:provider, :careType, :validFrom, :validUntil, :contractFrom, :contractUntil, :contractNote)
     on conflict do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until,
       contract_from = excluded.contract_from, contract_until = excluded.contract_until,
       contract_note = excluded.contract_note`,
  )
  const drop = db.prepare<[string, string]>('delete from care_given where provider = ? and care_type = ?')
  return {
    careGiven: () => all.all(),
    saveCareGiven: (care) => void save.run(care),
    dropCareGiven: (provider, careType) => drop.run(provider, careType).changes > 0,
  }
}

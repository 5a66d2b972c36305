import type { Database } from 'better-sqlite3'
import type { Passkey, Passkeys } from './passkeys.ts'

/** Keeps the keys with which people sign in. */
export function passkeysIn(db: Database): Passkeys {
  const select =
    'select id, person as user, credential, handle, name, public_key as publicKey, counter, made, used from passkey'
  const save = db.prepare<[Passkey]>(
    `insert into passkey (id, person, credential, handle, name, public_key, counter, made, used)
     values (:id, :user, :credential, :handle, :name, :publicKey, :counter, :made, :used)`,
  )
  const ofUser = db.prepare<[string], Passkey>(`${select} where person = ? order by made, id`)
  const read = db.prepare<[string], Passkey>(`${select} where credential = ?`)
  // A device that does not count always says 0. Source: Web Authentication Level 3, 6.1.1.
  const use = db.prepare<[{ id: string; counter: number; day: string }]>(
    `update passkey set counter = :counter, used = :day
     where id = :id and (counter < :counter or (counter = 0 and :counter = 0))`,
  )
  const drop = db.prepare<[string, string]>('delete from passkey where person = ? and id = ?')
  const dropOf = db.prepare<[string]>('delete from passkey where person = ?')
  const toPasskey = (row: Passkey): Passkey => ({ ...row, publicKey: new Uint8Array(row.publicKey) })
  return {
    savePasskey: (passkey) => void save.run(passkey),
    passkeysOf: (user) => ofUser.all(user).map(toPasskey),
    passkey(credential) {
      const found = read.get(credential)
      return found ? toPasskey(found) : null
    },
    usePasskey: (id, counter, day) => use.run({ id, counter, day }).changes === 1,
    dropPasskey: (user, id) => drop.run(user, id).changes === 1,
    dropPasskeysOf: (user) => void dropOf.run(user),
  }
}

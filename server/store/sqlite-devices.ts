import type { Database } from 'better-sqlite3'
import type { NumberRange } from '../../shared/device-wire.ts'
import type { DeviceHealth, SharedDevice, Store } from './store.ts'

type Row = Omit<SharedDevice, 'collectors' | 'waiting' | 'quarantine' | 'faults' | 'lost'> &
  Record<'waiting' | 'quarantine' | 'faults', string> & { readonly lost: string | null }

interface Binding {
  readonly device: string
  readonly code: string
  readonly current: number
}

type Functions = Pick<
  Store,
  | 'device'
  | 'devices'
  | 'saveDevice'
  | 'saveDevices'
  | 'askPairing'
  | 'pairDevice'
  | 'revokeDevice'
  | 'noteBeat'
  | 'dropUnpaired'
  | 'arrived'
  | 'mayDeliver'
  | 'isPaired'
>

const COLUMNS = `id, public_key as publicKey, kind, state, code, code_until as codeUntil, name, helper, version, paired, heard,
  beat, last, unsent, waiting, quarantined, quarantine, last_answer as lastAnswer, faults, lost, replaced_by as replacedBy`

/** Keeps kiosks and tablets: what they are bound to, what they told last, and which of their numbers have arrived. */
export function devicesIn(db: Database): Functions {
  return { ...readersIn(db), ...writersIn(db), ...bindingsIn(db) }
}

function readersIn(db: Database): Pick<Functions, 'device' | 'devices'> {
  const read = db.prepare<[string], Row>(`select ${COLUMNS} from device where id = ?`)
  const readAll = db.prepare<[], Row>(`select ${COLUMNS} from device order by name is null, name, id`)
  const bound = `select device, collector as code, current from device_collector`
  const bindings = db.prepare<[], Binding>(`${bound} order by collector`)
  const bindingsOf = db.prepare<[string], Binding>(`${bound} where device = ? order by collector`)
  return {
    device: (id) => {
      const row = read.get(id)
      return row ? toDevice(row, bindingsOf.all(id)) : null
    },
    devices: () => {
      const all = bindings.all()
      return readAll.all().map((row) =>
        toDevice(
          row,
          all.filter(({ device }) => device === row.id),
        ),
      )
    },
  }
}

function toDevice(row: Row, bindings: readonly Binding[]): SharedDevice {
  return {
    ...row,
    waiting: JSON.parse(row.waiting) as NumberRange[],
    quarantine: JSON.parse(row.quarantine) as NumberRange[],
    faults: JSON.parse(row.faults) as string[],
    lost: row.lost === null ? null : (JSON.parse(row.lost) as SharedDevice['lost']),
    collectors: bindings.map(({ code, current }) => ({ code, current: current === 1 })),
  }
}

function toRow({ collectors, ...device }: SharedDevice): Row {
  return {
    ...device,
    waiting: JSON.stringify(device.waiting),
    quarantine: JSON.stringify(device.quarantine),
    faults: JSON.stringify(device.faults),
    lost: device.lost && JSON.stringify(device.lost),
  }
}

function writersIn(db: Database): Omit<Functions, 'device' | 'devices' | 'arrived' | 'mayDeliver' | 'isPaired'> {
  const save = db.prepare<[Row]>(
    `insert into device (id, public_key, kind, state, code, code_until, name, helper, version, paired, heard, beat, last,
       unsent, waiting, quarantined, quarantine, last_answer, faults, lost, replaced_by)
     values (:id, :publicKey, :kind, :state, :code, :codeUntil, :name, :helper, :version, :paired, :heard, :beat, :last,
       :unsent, :waiting, :quarantined, :quarantine, :lastAnswer, :faults, :lost, :replacedBy)
     on conflict (id) do update set kind = excluded.kind, state = excluded.state, code = excluded.code,
       code_until = excluded.code_until, name = excluded.name, helper = excluded.helper, version = excluded.version,
       paired = excluded.paired, heard = excluded.heard, beat = excluded.beat, last = excluded.last,
       unsent = excluded.unsent, waiting = excluded.waiting, quarantined = excluded.quarantined,
       quarantine = excluded.quarantine, last_answer = excluded.last_answer, faults = excluded.faults,
       lost = excluded.lost, replaced_by = excluded.replaced_by`,
  )
  const unname = db.prepare('update device set name = null, code = null')
  const bind = db.prepare<[string, string, number]>(
    `insert into device_collector (device, collector, current) values (?, ?, ?)
     on conflict do update set current = excluded.current`,
  )
  const unbind = db.prepare<[string]>('update device_collector set current = 0 where device = ?')
  const ask = db.prepare<[string, number, string, string | null, string]>(
    `update device set code = ?, code_until = ?, version = ?, lost = coalesce(?, lost) where id = ?`,
  )
  const rename = db.prepare<[string, string]>('update device set name = ? where id = ?')
  const replace = db.prepare<[string, string]>(`update device set replaced_by = ?, state = 'revoked' where id = ?`)
  const pair = db.prepare<[string, string, string, string]>(
    `update device set state = 'active', code_until = 0, name = ?, helper = ?, paired = ?, replaced_by = null where id = ?`,
  )
  const revoke = db.prepare<[string]>(`update device set state = 'revoked' where id = ?`)
  const beat = db.prepare<
    [
      Omit<
        Row,
        'publicKey' | 'kind' | 'state' | 'code' | 'codeUntil' | 'name' | 'helper' | 'paired' | 'lost' | 'replacedBy'
      >,
    ]
  >(
    `update device set version = :version, heard = :heard, beat = :beat, last = :last, unsent = :unsent,
       waiting = :waiting, quarantined = :quarantined, quarantine = :quarantine, last_answer = :lastAnswer,
       faults = :faults
     where id = :id and beat < :beat`,
  )
  const drop = db.prepare<[string, number]>(
    `delete from device where state = 'waiting' and paired is null and (heard < ? or code_until < ?)`,
  )
  const saveOne = (device: SharedDevice) => {
    save.run(toRow(device))
    for (const { code, current } of device.collectors) bind.run(device.id, code, current ? 1 : 0)
  }
  const saveAll = db.transaction((devices: readonly SharedDevice[]): void => {
    unname.run()
    for (const device of devices) saveOne(device)
  })
  const saveAlone = db.transaction((device: SharedDevice): void => saveOne(device))
  const pairing: Functions['pairDevice'] = ({ id, name, helper, day, collectors, replaces }) => {
    if (replaces) {
      rename.run(replaces.name, replaces.id)
      replace.run(id, replaces.id)
    }
    pair.run(name, helper, day, id)
    unbind.run(id)
    for (const code of collectors) bind.run(id, code, 1)
  }
  const pairAll = db.transaction(pairing)
  return {
    saveDevice: (device) => saveAlone.immediate(device),
    saveDevices: (devices) => saveAll.immediate(devices),
    askPairing: ({ id, code, until, version, lost }) =>
      void ask.run(code, until, version, lost && JSON.stringify(lost), id),
    pairDevice: (pairing) => pairAll.immediate(pairing),
    revokeDevice: (id) => void revoke.run(id),
    noteBeat: (id, health) => beat.run({ id, ...toHealthRow(health) }).changes > 0,
    dropUnpaired: (heardBefore, codeUntilBefore) => drop.run(heardBefore, codeUntilBefore).changes,
  }
}

function toHealthRow({ waiting, quarantine, faults, ...rest }: DeviceHealth) {
  return {
    ...rest,
    waiting: JSON.stringify(waiting),
    quarantine: JSON.stringify(quarantine),
    faults: JSON.stringify(faults),
  }
}

function bindingsIn(db: Database): Pick<Functions, 'arrived' | 'mayDeliver' | 'isPaired'> {
  const arrived = db
    .prepare<[string], NumberRange>('select first, last from device_arrived where device = ? order by first')
    .raw()
  const paired = db.prepare<[string], number>('select 1 from device_collector where collector = ? limit 1').pluck()
  const bound = db
    .prepare<[string, string], number>('select 1 from device_collector where collector = ? and device = ?')
    .pluck()
  const isPaired = (collector: string) => paired.get(collector) !== undefined
  return {
    arrived: (device) => arrived.all(device),
    isPaired,
    mayDeliver: (collector, device) =>
      !isPaired(collector) || (device !== null && bound.get(collector, device) !== undefined),
  }
}

/** Notes that this number of the device has arrived, inside a transaction of the caller: ranges that touch become one.
 *  A device that is not there is passed over. */
export function arrivalsIn(db: Database): (device: string, number: number) => void {
  const exists = db.prepare<[string], number>('select 1 from device where id = ?').pluck()
  const before = db
    .prepare<[string, number], NumberRange>(
      'select first, last from device_arrived where device = ? and first <= ? order by first desc limit 1',
    )
    .raw()
  const after = db
    .prepare<[string, number], number>('select last from device_arrived where device = ? and first = ?')
    .pluck()
  const put = db.prepare<[string, number, number]>(
    'insert into device_arrived (device, first, last) values (?, ?, ?) on conflict do update set last = excluded.last',
  )
  const drop = db.prepare<[string, number]>('delete from device_arrived where device = ? and first = ?')
  return (device, number) => {
    const range = before.get(device, number)
    if ((range && range[1] >= number) || exists.get(device) === undefined) return
    const first = range && range[1] === number - 1 ? range[0] : number
    const next = after.get(device, number + 1)
    if (next !== undefined) drop.run(device, number + 1)
    put.run(device, first, next ?? number)
  }
}

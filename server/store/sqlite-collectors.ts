import type { Database } from 'better-sqlite3'
import type { Collector, Location, Provider, Store } from './store.ts'

type CollectorRow = Omit<Collector, 'surveys' | 'closed' | 'paused' | 'demo'> & {
  surveys: string
  closed: number
  paused: number
  demo: number
}
type LocationRow = Omit<Location, 'areas'> & { areas: string }

type Functions = Pick<
  Store,
  | 'collector'
  | 'collectors'
  | 'saveCollector'
  | 'closeCollector'
  | 'providers'
  | 'saveProvider'
  | 'locations'
  | 'saveLocation'
  | 'endsSeen'
  | 'noteEndsSeen'
>

/** Keeps collectors and the places they stand for. */
export function collectorsIn(db: Database): Functions {
  const columns = 'code, provider, care_type as careType, location, channel, access, surveys, closed, paused, demo'
  const read = db.prepare<[string], CollectorRow>(`select ${columns} from collector where code = ?`)
  const readAll = db.prepare<[], CollectorRow>(`select ${columns} from collector order by code`)
  const save = db.prepare<[CollectorRow]>(
    `insert into collector (code, provider, care_type, location, channel, access, surveys, closed, paused, demo)
     values (:code, :provider, :careType, :location, :channel, :access, :surveys, :closed, :paused, :demo)
     on conflict do update set provider = excluded.provider, care_type = excluded.care_type, location = excluded.location,
       channel = excluded.channel, access = excluded.access, surveys = excluded.surveys, closed = excluded.closed,
       paused = excluded.paused`,
  )
  const close = db.prepare<[string]>('update collector set closed = 1 where code = ?')
  return {
    collector: (code) => {
      const row = read.get(code)
      return row ? toCollector(row) : null
    },
    collectors: () => readAll.all().map(toCollector),
    saveCollector: (collector) =>
      void save.run({
        ...collector,
        surveys: JSON.stringify(collector.surveys),
        closed: collector.closed ? 1 : 0,
        paused: collector.paused ? 1 : 0,
        demo: collector.demo ? 1 : 0,
      }),
    closeCollector: (code) => close.run(code).changes > 0,
    ...placesIn(db),
    ...endsIn(db),
  }
}

function endsIn(db: Database): Pick<Functions, 'endsSeen' | 'noteEndsSeen'> {
  const read = db.prepare<[], string>(`select value from meta where name = 'ends-seen'`).pluck()
  const write = db.prepare<[string]>(
    `insert into meta (name, value) values ('ends-seen', ?) on conflict do update set value = excluded.value`,
  )
  return { endsSeen: () => read.get() ?? null, noteEndsSeen: (day) => void write.run(day) }
}

function placesIn(db: Database): Pick<Functions, 'providers' | 'saveProvider' | 'locations' | 'saveLocation'> {
  const validity = 'valid_from as validFrom, valid_until as validUntil, succeeded_by as succeededBy'
  const setValidity = `valid_from = excluded.valid_from, valid_until = excluded.valid_until, succeeded_by = excluded.succeeded_by`
  const providers = db.prepare<[], Provider>(`select id, name, ${validity} from provider order by id`)
  const saveProvider = db.prepare<[Provider]>(
    `insert into provider (id, name, valid_from, valid_until, succeeded_by) values (:id, :name, :validFrom, :validUntil, :succeededBy)
     on conflict do update set name = excluded.name, ${setValidity}`,
  )
  const locations = db.prepare<[], LocationRow>(
    `select id, provider, name, areas, ${validity} from location order by id`,
  )
  const saveLocation = db.prepare<[LocationRow]>(
    `insert into location (id, provider, name, areas, valid_from, valid_until, succeeded_by)
     values (:id, :provider, :name, :areas, :validFrom, :validUntil, :succeededBy)
     on conflict do update set provider = excluded.provider, name = excluded.name, areas = excluded.areas, ${setValidity}`,
  )
  return {
    providers: () => providers.all(),
    saveProvider: (provider) => void saveProvider.run(provider),
    locations: () => locations.all().map((row) => ({ ...row, areas: JSON.parse(row.areas) as Location['areas'] })),
    saveLocation: (location) => void saveLocation.run({ ...location, areas: JSON.stringify(location.areas) }),
  }
}

function toCollector({ paused, ...row }: CollectorRow): Collector {
  const kept = { ...row, surveys: JSON.parse(row.surveys) as string[], closed: row.closed === 1, demo: row.demo === 1 }
  return paused === 1 ? { ...kept, paused: true } : kept
}

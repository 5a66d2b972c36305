import { statfsSync, statSync } from 'node:fs'
import type { RequestHandler, Response } from 'express'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { lastBackup } from './backup-file.ts'
import { databaseFileOf } from './data-folder.ts'
import type { Deps } from './deps.ts'
import { routeOf } from './http/route-of.ts'
import { COMPANIONS } from './left-copy.ts'

/** What this server tells of itself in numbers. */
export interface Metrics {
  /** Counts every request that passes; goes before everything else. */
  readonly count: RequestHandler
  /** All numbers as they are now, as Prometheus reads them. */
  text(): Promise<string>
}

const PREFIX = 'ervaringwijzer_'
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']
/** Seconds: from a cached answer to what a person no longer waits for. */
const BUCKETS = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10]

/** Numbers about the server and about nobody: a request is counted by the template of its route (`/v/:code`), never by its
 *  address; devices are added up and not named. */
export function createMetrics(deps: Pick<Deps, 'store' | 'config' | 'now'>): Metrics {
  const registry = new Registry()
  const requests = new Counter({
    name: `${PREFIX}http_requests_total`,
    help: 'Requests by route, method and class of status',
    labelNames: ['route', 'method', 'status'],
    registers: [registry],
  })
  const durations = new Histogram({
    name: `${PREFIX}http_request_duration_seconds`,
    help: 'From the first byte of a request to the last of its reply, by route',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers: [registry],
  })
  for (const state of STATES) addGauge(registry, deps, state)
  return {
    count: (req, res, next) => {
      const done = durations.startTimer()
      res.once('close', () => {
        const route = routeOf(req)
        requests.inc({ route, method: METHODS.includes(req.method) ? req.method : 'other', status: statusOf(res) })
        done({ route })
      })
      next()
    },
    text: () => registry.metrics(),
  }
}

/** `2xx`; `cut` where the other side went before the reply was there. */
function statusOf(res: Response): string {
  return res.writableFinished ? `${Math.floor(res.statusCode / 100)}xx` : 'cut'
}

interface State {
  readonly name: string
  readonly help: string
  /** Null: not known now, and then it is not said. */
  readonly value: (deps: Pick<Deps, 'store' | 'config' | 'now'>) => number | null
}

const STATES: readonly State[] = [
  {
    name: 'refused_envelopes',
    help: 'Envelopes that were refused and are kept; see `refused list`',
    value: ({ store }) => store.countRefused(),
  },
  {
    name: 'open_answers_waiting',
    help: 'Open answers that nobody has decided on',
    value: ({ store }) => store.countWaiting(),
  },
  { name: 'devices', help: 'Kiosks and tablets that are paired', value: ({ store }) => activeDevices(store).length },
  {
    name: 'device_unsent_answers',
    help: 'Answers that paired devices last said they hold, all together',
    value: ({ store }) => sum(activeDevices(store).map(({ unsent }) => unsent)),
  },
  {
    name: 'device_quarantined_answers',
    help: 'Answers in quarantine on paired devices, all together',
    value: ({ store }) => sum(activeDevices(store).map(({ quarantined }) => quarantined)),
  },
  { name: 'database_bytes', help: 'The database with its log', value: ({ config }) => databaseBytes(config.dataDir) },
  {
    name: 'disk_free_bytes',
    help: 'Room that is left for the data folder',
    value: ({ config }) => {
      const { bavail, bsize } = statfsSync(config.dataDir)
      return bavail * bsize
    },
  },
  {
    name: 'backup_age_seconds',
    help: 'Since the last backup was made; not there when none was',
    value: ({ config, now }) => {
      const at = lastBackup(config.dataDir)
      return at === null ? null : Math.max(0, Math.round((now() - at) / 1000))
    },
  },
]

function addGauge(
  registry: Registry,
  deps: Pick<Deps, 'store' | 'config' | 'now'>,
  { name, help, value }: State,
): void {
  new Gauge({
    name: PREFIX + name,
    help,
    registers: [registry],
    collect() {
      const known = orNull(() => value(deps))
      this.reset()
      if (known === null) this.remove()
      else this.set(known)
    },
  })
}

/** What cannot be measured keeps nobody from the other numbers. */
function orNull(measure: () => number | null): number | null {
  try {
    return measure()
  } catch {
    return null
  }
}

function activeDevices(store: Deps['store']) {
  return store.devices().filter(({ state }) => state === 'active')
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

function databaseBytes(dataDir: string): number {
  const files = ['', ...COMPANIONS].map((ending) => databaseFileOf(dataDir) + ending)
  return sum(files.map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0))
}

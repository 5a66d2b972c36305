import { createHash, randomBytes } from 'node:crypto'
import express from 'express'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import type { Deps } from '../../server/deps.ts'
import { problemReply } from '../../server/http/endpoint.ts'
import { createHttpServer, listen, stopListening } from '../../server/http/http-server.ts'
import { besideResultRoutes } from '../../server/routes/beside-results.ts'
import { reportRoutes } from '../../server/routes/report.ts'
import { resultRoutes } from '../../server/routes/results.ts'
import { openStore } from '../../server/store/sqlite.ts'
import type { Collector, Store } from '../../server/store/store.ts'
import type { Municipality } from '../../shared/municipality.ts'
import type { Response } from '../../shared/response.ts'
import type { Survey } from '../../shared/survey/survey.ts'

/** A municipality with four providers, one of them with two locations. */
export const town: Municipality = {
  id: 'utrecht',
  name: 'Gemeente Utrecht',
  productName: 'Ervaringwijzer',
  quickExit: 'https://example.org',
  help: [],
  careTypes: [
    { id: 'buurtteam', name: 'Buurtteam', track: 'basiszorg' },
    { id: 'inloop', name: 'Inloop', track: 'sociale-basis' },
  ],
  areaSchemes: [
    { id: 'buurtteam', name: 'Buurtteams', areas: [{ id: 'zuilen', name: 'Zuilen' }] },
    { id: 'wijk', name: 'Wijken', areas: [{ id: 'noord', name: 'Noord' }] },
  ],
  providers: [],
  locations: [],
}

/** A real store in memory with that survey, the town's providers and locations, and a collector for each. */
export function resultsStore(survey: Survey): Store {
  const store = openStore(':memory:', { secret: randomBytes(32) })
  store.publishSurvey(survey, createHash('sha256').update(survey.id).digest('hex'), '2026-01-01')
  for (const id of ['dock', 'lister', 'altrecht', 'leger']) {
    store.saveProvider({ id, name: `Stichting ${id}`, validFrom: null, validUntil: null, succeededBy: null })
  }
  for (const id of ['plein', 'park']) {
    const areas = { buurtteam: id === 'plein' ? 'zuilen' : 'west' }
    store.saveLocation({ id, provider: 'dock', name: id, areas, validFrom: null, validUntil: null, succeededBy: null })
  }
  for (const collector of collectors) store.saveCollector({ ...collector, surveys: [survey.id] })
  return store
}

const collector = (code: string, provider: string, location: string): Collector => ({
  code,
  provider,
  careType: 'buurtteam',
  location,
  channel: 'own-device',
  access: 'open',
  surveys: [],
  closed: false,
  demo: false,
})
const collectors = [
  collector('DDDDDDD', 'dock', 'plein'),
  collector('PPPPPPP', 'dock', 'park'),
  collector('RRRRRRR', 'lister', ''),
  collector('AAAAAAA', 'altrecht', ''),
  collector('HHHHHHH', 'leger', ''),
  { ...collector('EEEEEEE', 'dock', 'park'), careType: 'inloop', demo: true },
]

/** Keeps one answer a person to the first question, in that month, as a response. */
export function answer(
  store: Store,
  survey: Survey,
  code: string,
  values: Readonly<Record<number, number>>,
  month = '2026-11',
): void {
  const question = survey.questions[0]?.id ?? ''
  const given = Object.entries(values).flatMap(([value, count]) => Array<number>(count).fill(Number(value)))
  answerAll(
    store,
    survey,
    code,
    given.map((value) => ({ [question]: value })),
    month,
  )
}

/** Keeps a response for each of these, in that month. */
export function answerAll(
  store: Store,
  survey: Survey,
  code: string,
  people: readonly Response['answers'][],
  month = '2026-11',
): void {
  const found = collectors.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no collector ${code}`)
  store.saveResponses(
    people.map((answers) => ({
      response: responseOf(survey, code, month, answers),
      hash: hash(),
      collector: found,
    })),
  )
}

function responseOf(survey: Survey, code: string, month: string, answers: Response['answers']): Response {
  const head = { id: crypto.randomUUID(), collector: code, survey: { id: survey.id, version: survey.version } }
  return { ...head, month, channel: 'own-device', language: 'nl', answeredBy: 'self', answers }
}

function hash(): string {
  return randomBytes(32).toString('hex')
}

export interface ServedResults {
  readonly origin: string
  /** A machine's token: of a provider; where that is null of an admin, or of who sees all providers together. */
  token(provider: string | null, role?: 'reader'): string
  stop(): Promise<void>
}

/** The results routes over that store, on a free port. */
export async function serveResults(store: Store, survey: Survey): Promise<ServedResults> {
  const server = createHttpServer()
  const port = await listen(server, 0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  const origins = new Map([[survey.id, { source: 'Landelijke lijst', licence: 'vrij', wording: 'unverified' }]])
  const surveys = new Map([[survey.id, survey]])
  const deps = { store, municipality: town, surveys, origins, now: Date.now, config: { publicUrl: origin } }
  const app = express()
  app.set('query parser', 'simple')
  // The routes read no other part of what they are given.
  app.use(resultRoutes(deps as unknown as Deps))
  app.use(besideResultRoutes(deps as unknown as Deps))
  app.use(reportRoutes(deps as unknown as Deps))
  app.use(problemReply((line) => console.error(line)))
  server.on('request', app)
  return {
    origin,
    token: (provider, reader) => {
      const token = newMachineToken((length) => randomBytes(length))
      const role = reader ?? (provider === null ? 'admin' : 'provider')
      store.saveToken({ tokenHash: tokenHash(token), role, provider, name: 'test' })
      return token
    },
    stop: () => stopListening(server, 500),
  }
}

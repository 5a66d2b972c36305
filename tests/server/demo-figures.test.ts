import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PublishedResults, ResultRow } from '../../shared/results/results.ts'
import type { Answer } from '../../shared/survey/answer.ts'
import { command } from '../support/command.ts'
import { fetchCollector, postEnvelopes, sealResponse, seededChance, uuid } from '../support/send.ts'
import { type InProcess, startInProcess, temporaryFolder } from '../support/server.ts'

const chance = seededChance(20_261_123)

let dataDir = ''
let server: InProcess

async function open() {
  dataDir = temporaryFolder()
  server = await startInProcess({ dataDir })
}

async function close() {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function cli(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, err, json } = await command(dataDir, [...argv, '--json'])
  expect(err).toEqual([])
  expect(code).toBe(0)
  return json()
}

/** A machine of that provider, or of the municipality: what it reads over HTTP. */
async function machine(provider: string | null) {
  const role = provider === null ? ['--role', 'admin'] : ['--role', 'provider', '--provider', provider]
  const { token } = await cli('token', 'create', ...role)
  const headers = { authorization: `Bearer ${String(token)}` }
  return async (query: string): Promise<readonly ResultRow[]> => {
    const reply = await fetch(`${server.origin}/api/v1/results?${query}`, { headers })
    expect(reply.status).toBe(200)
    return ((await reply.json()) as PublishedResults).rows
  }
}

const of = (rows: readonly ResultRow[], question: string) => rows.filter((row) => row.question === question)

/** Whole percent, as the municipality publishes them. */
const percents = (rows: readonly ResultRow[]) => rows.map(({ share }) => Math.round((share ?? Number.NaN) * 100))

/** Answers to one question sent over the wire to a new import collector, all of February 2017. */
async function send(
  to: { readonly provider: string; readonly careType: string; readonly survey: string; readonly location?: string },
  question: string,
  answers: readonly Answer[],
): Promise<void> {
  const place = to.location === undefined ? [] : ['--location', to.location]
  const base = ['--provider', to.provider, '--care-type', to.careType, '--survey', to.survey]
  const { code } = await cli('collector', 'add', ...base, '--channel', 'import', ...place)
  const { key, surveys } = await fetchCollector(server.origin, String(code))
  const envelopes = await Promise.all(
    answers.map((answer) =>
      sealResponse(
        {
          id: uuid(chance),
          collector: String(code),
          survey: { id: to.survey, version: surveys[0]?.version ?? 0 },
          month: '2017-02',
          channel: 'import',
          language: 'nl',
          answeredBy: 'self',
          answers: { [question]: answer },
        },
        key,
      ),
    ),
  )
  for (let start = 0; start < envelopes.length; start += 50) {
    const { results } = await postEnvelopes(server.origin, envelopes.slice(start, start + 50))
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['stored']))
  }
}

const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value)

describe('a machine reads the published figures', () => {
  beforeAll(async () => {
    await open()
    await cli('demo', 'load')
  })
  afterAll(close)

  test('buurtteam: grade 7,7 and then 7,9, of which 98 % is a 6 or more', async () => {
    const read = await machine('buurtteamorganisatie-sociaal')
    const years = of(await read('survey=buurtteam-sociaal&by=year'), 'cijfer')
    expect(years.map(({ group, n, mean }) => [group.year, n, mean])).toEqual([
      ['2017', 50, expect.closeTo(7.7, 10)],
      ['2018', 50, expect.closeTo(7.9, 10)],
    ])
    expect(percents(years)).toEqual([96, 98])
    const one = await read('survey=buurtteam-sociaal&from=2018-01&to=2018-12')
    expect(percents([...of(one, 'cijfer'), ...of(one, 'zelf-verder')])).toEqual([98, 90])
  })

  test('Lokalis: grade 8,0, 8,3 and 8,2', async () => {
    const read = await machine('lokalis')
    const years = of(await read('survey=buurtteam-jeugd-gezin-jongeren&by=year'), 'cijfer')
    expect(years.map(({ group, n, mean }) => [group.year, n, mean])).toEqual([
      ['2017', 40, expect.closeTo(8.0, 10)],
      ['2018', 40, expect.closeTo(8.3, 10)],
      ['2019', 40, expect.closeTo(8.2, 10)],
    ])
  })

  test('national topics: 76, 81 and 79 % of 100, with their intervals', async () => {
    const read = await machine('lister')
    const rows = await read('survey=wmo-landelijk&careType=individuele-begeleiding')
    const topics = ['samen-oplossing', 'past', 'beter-redden'].flatMap((id) => of(rows, id))
    expect(percents(topics)).toEqual([76, 81, 79])
    expect(topics.map(({ n }) => n)).toEqual([100, 100, 100])
    expect(topics.map(({ interval }) => interval?.map((bound) => Math.round(bound * 1000) / 10))).toEqual([
      [66.8, 83.3],
      [72.2, 87.5],
      [70.0, 85.8],
    ])
  })

  test('parents: 82, 88 and 68 %, and 83 % of families that are done against 53 % of those that are not', async () => {
    const read = await machine('extr-utrecht')
    const rows = await read('survey=jeugdhulp-ouders')
    const topics = ['bereikbaar', 'goed-geholpen', 'beter-gezin'].flatMap((id) => of(rows, id))
    expect(percents(topics)).toEqual([82, 88, 68])
    const phases = of(await read('survey=jeugdhulp-ouders&by=phase'), 'beter-gezin')
    const shares = new Map(phases.map(({ group, share }) => [group.phase, Math.round((share ?? 0) * 100)]))
    expect([shares.get('finished'), shares.get('ongoing')]).toEqual([83, 53])
    expect(percents(of(await read('survey=jeugdhulp-ouders&phase=finished'), 'beter-gezin'))).toEqual([83])
  })

  test('regiotaxi: 121 answers', async () => {
    const rows = await (await machine('willemsen-de-koning'))('survey=regiotaxi')
    expect(rows.filter(({ level }) => level === 'full').map(({ question, n }) => [question, n])).toEqual([
      ['op-tijd', 121],
      ['tevreden', 121],
    ])
    expect(percents([...of(rows, 'op-tijd'), ...of(rows, 'tevreden')])).toEqual([91, 80])
  })
})

describe('more answers over the wire', () => {
  beforeEach(async () => {
    await open()
    await cli('demo', 'load')
  })
  afterEach(close)

  test('twelve to whom the statement does not apply leave 79 %: the base is 100 of 112', async () => {
    const lister = { provider: 'lister', careType: 'individuele-begeleiding', survey: 'wmo-landelijk' }
    await send(lister, 'beter-redden', times(12, { missing: 'not-applicable' }))
    const read = await machine('lister')
    const [before] = of(await read('survey=wmo-landelijk'), 'beter-redden')
    expect(before).toMatchObject({ n: 100, notApplicable: 0 })
    await cli('release')
    const [row] = of(await read('survey=wmo-landelijk'), 'beter-redden')
    expect(row).toMatchObject({ n: 100, notApplicable: 12, share: 0.79 })
  })

  test('city figures over providers are pooled from all answers, not a mean of their shares', async () => {
    await send({ provider: 'koos', careType: 'specialistische-jeugdhulp', survey: 'wmo-landelijk' }, 'past', [
      ...times(10, 4),
      ...times(30, 2),
    ])
    await cli('release')
    const read = await machine(null)
    const [city] = of(await read('survey=wmo-landelijk'), 'past')
    const each = of(await read('survey=wmo-landelijk&by=provider'), 'past')
    expect(new Map(each.map((row) => [row.group.provider, row.share]))).toEqual(
      new Map([
        ['koos', 0.25],
        ['lister', 0.81],
      ]),
    )
    expect(city).toMatchObject({ n: 140, share: (81 + 10) / 140 })
    expect(city?.share).not.toBeCloseTo((0.25 + 0.81) / 2, 2)
  })

  test('a grade over locations is pooled too', async () => {
    const team = {
      provider: 'buurtteamorganisatie-sociaal',
      careType: 'buurtteam-sociaal',
      survey: 'buurtteam-sociaal',
    }
    await send({ ...team, location: 'buurtteam-binnenstad' }, 'cijfer', [...times(27, 4), 3, 4, 5])
    await send({ ...team, location: 'buurtteam-lunetten' }, 'cijfer', [...times(54, 9), 8, 8, 8, 10, 10, 10])
    await cli('release')
    const read = await machine(null)
    const [city] = of(await read('survey=buurtteam-sociaal'), 'cijfer')
    const teams = of(await read('survey=buurtteam-sociaal&by=location'), 'cijfer')
    const means = new Map(teams.map((row) => [row.group.location, row.mean]))
    expect([means.get('buurtteam-binnenstad'), means.get('buurtteam-lunetten')]).toEqual([4, 9])
    // 50 times 7,7 and 50 times 7,9 on average, 30 that come to 4, 60 that come to 9.
    expect(city).toMatchObject({ n: 190, mean: expect.closeTo((385 + 395 + 120 + 540) / 190, 10) })
  })
})

/** Every row of every table but the audit log, as text. */
function dump(): Readonly<Record<string, readonly string[]>> {
  const file = readdirSync(dataDir).find((name) => name.endsWith('.sqlite')) ?? ''
  const db = new Database(join(dataDir, file), { readonly: true })
  const tables = db.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all()
  const rows = (table: string) =>
    db
      .prepare(`select * from "${table}"`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row, bytesAsHex))
      // The head of the audit log, which grows by what is done here, and how many releases there were and counts went away
      // since the beginning: a number that was given is never given again.
      .filter((row) => !(table === 'meta' && /^\["(?:audit|release-number|released-anew)"/.test(row)))
      .sort()
  const kept = tables.filter((table) => table !== 'audit')
  const all = Object.fromEntries(kept.map((table) => [table, rows(table)]))
  db.close()
  return all
}

function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}

describe('taking the examples away', () => {
  beforeEach(open)
  afterEach(close)

  test('leaves every table as it was on a fresh folder', async () => {
    const before = dump()
    expect(await cli('demo', 'load')).toMatchObject({ stored: 501 })
    expect(dump().response).toHaveLength(501)
    expect(await cli('demo', 'remove')).toEqual({ removed: 501 })
    expect(dump()).toEqual(before)
  })

  test('leaves every table as it was beside real answers of the same provider, survey and month', async () => {
    const lister = { provider: 'lister', careType: 'individuele-begeleiding', survey: 'wmo-landelijk' }
    await send(lister, 'past', times(11, 5))
    await cli('release')
    await send(lister, 'past', times(3, 1))
    const before = dump()
    await cli('demo', 'load')
    await cli('demo', 'remove')
    expect(dump()).toEqual(before)
  })
})

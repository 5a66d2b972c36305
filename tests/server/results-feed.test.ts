import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ResultsPage } from '../../server/results-feed.ts'
import type { Store } from '../../server/store/store.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const survey = sampleSurvey([facesQuestion('luisteren'), facesQuestion('weten')])

let store: Store
let served: ServedResults
let key: string

beforeAll(async () => {
  store = resultsStore(survey)
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 }, '2026-09')
  answer(store, survey, 'RRRRRRR', { 1: 4, 3: 16 }, '2026-09')
  store.release('2026-10-05', 10)
  answer(store, survey, 'DDDDDDD', { 1: 6, 3: 14 }, '2026-11')
  store.release('2026-11-23', 10)
  served = await serveResults(store, survey)
  key = served.token(null)
})
afterAll(async () => {
  await served.stop()
  store.close()
})

async function ask(query: string) {
  const reply = await fetch(`${served.origin}/api/v1/results?survey=kern&${query}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  return { status: reply.status, json: (await reply.json()) as ResultsPage & { problem?: { code: string } } }
}
const named = ({ rows }: ResultsPage) => rows.map(({ question, group, n }) => [question, group.provider, n])

describe('results in pages', () => {
  test('are the same rows as all at once, each on one page, in the same order', async () => {
    const all = (await ask('by=provider')).json
    expect(all).not.toHaveProperty('next')
    expect(all.rows).toHaveLength(4)
    const rows = []
    for (let cursor: string | null | undefined = '', pages = 0; cursor !== null; pages += 1) {
      const { json }: Awaited<ReturnType<typeof ask>> = await ask(`by=provider&limit=3&cursor=${cursor}`)
      expect(json.total).toBe(4)
      expect(pages).toBeLessThan(2)
      rows.push(...json.rows)
      cursor = json.next
      if (cursor === undefined) throw new Error('a page that does not say whether more come')
    }
    expect(rows).toEqual(all.rows)
  })

  test.each([
    'limit=0',
    'limit=-1',
    'limit=10001',
    'limit=tien',
    'cursor=3',
    'cursor=2026-11-23',
    'updatedSince=2026',
    'updatedSince=2026-13',
  ])('refuse %s', async (query) => {
    const { status, json } = await ask(query)
    expect([status, json.problem?.code]).toEqual([400, 'bad-request'])
  })

  test('begin again when a release came in between', async () => {
    const { status, json } = await ask('limit=1&cursor=2026-11-22.1')
    expect([status, json.problem?.code]).toEqual([409, 'changed-results'])
  })

  test('that lie behind the last are empty, and the last', async () => {
    expect((await ask('limit=3&cursor=2026-11-23.99')).json).toMatchObject({ rows: [], next: null })
  })
})

describe('results that changed since a month', () => {
  test('are those that a release of that month or later changed', async () => {
    expect(named((await ask('by=provider&updatedSince=2026-11')).json)).toEqual([['luisteren', 'dock', 60]])
    expect(named((await ask('by=provider&updatedSince=2026-12')).json)).toEqual([])
    // Before the first release there were none.
    expect(named((await ask('by=provider&updatedSince=2026-10')).json)).toEqual(named((await ask('by=provider')).json))
  })

  test('of a quarter are not those of another', async () => {
    const { rows } = (await ask('by=quarter&updatedSince=2026-11')).json
    expect(rows.filter(({ level }) => level !== 'hidden').map(({ group }) => group.quarter)).toEqual(['2026-Q4'])
  })

  test('are paged too', async () => {
    expect((await ask('by=provider&updatedSince=2026-11&limit=1')).json).toMatchObject({ total: 1, next: null })
  })
})

/** As Power BI's web connector asks: a key in a header, one address, and the next page until there is none. */
async function webConnector(address: URL, authorization: string) {
  const table: Readonly<Record<string, string | number | null>>[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    address.searchParams.set('cursor', cursor)
    const reply = await fetch(address, { headers: { Authorization: authorization, Accept: 'application/json' } })
    if (!reply.ok) throw new Error(`status ${reply.status}`)
    const page = (await reply.json()) as ResultsPage
    for (const { group, counts, interval, distribution, ...row } of page.rows) {
      table.push({ ...group, ...row, masked: row.masked ? 1 : 0, about: row.about ? 1 : 0, low: interval?.[0] ?? null })
    }
    cursor = page.next ?? null
  }
  return table
}

test('a program that asks as Power BI does gets the whole table, with numbers as numbers', async () => {
  const address = new URL(`${served.origin}/api/v1/results?survey=kern&by=provider,quarter&limit=2`)
  const table = await webConnector(address, `Bearer ${key}`)
  expect(table.length).toBe((await ask('by=provider,quarter')).json.rows.length)
  expect(table.find(({ provider, quarter }) => provider === 'dock' && quarter === '2026-Q3')).toMatchObject({
    question: 'luisteren',
    n: 40,
    share: 0.8,
    level: 'full',
  })
  await expect(webConnector(address, 'Bearer ew_none')).rejects.toThrow('401')
})

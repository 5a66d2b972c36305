import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import type { ResultsBackground } from '../../shared/results/background.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const survey = sampleSurvey([facesQuestion('luisteren')])

let store: Store
let served: ServedResults

beforeAll(async () => {
  store = resultsStore(survey)
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 })
  answer(store, survey, 'RRRRRRR', { 1: 4, 3: 16 })
  answer(store, survey, 'AAAAAAA', { 1: 5, 3: 15 })
  answer(store, survey, 'HHHHHHH', { 1: 6, 3: 14 })
  answer(store, survey, 'HHHHHHH', { 1: 30 }, '2026-08')
  answer(store, survey, 'EEEEEEE', { 3: 25 }, '2026-11')
  store.release('2026-11-23', 10)
  served = await serveResults(store, survey)
})
afterAll(async () => {
  await served.stop()
  store.close()
})

async function ask(query: string, provider: string | null = 'dock') {
  const headers = { authorization: `Bearer ${served.token(provider)}` }
  const reply = await fetch(`${served.origin}/api/v1/results/others?${query}`, { headers })
  return { status: reply.status, json: (await reply.json()) as PublishedResults & { problem?: { code: string } } }
}

describe('all other providers together', () => {
  test('are without the own answers, and without a quarter in which there is one of them', async () => {
    const { json } = await ask('survey=kern&careType=buurtteam')
    expect(json.filter.provider).toBe('dock')
    expect(json.rows).toMatchObject([{ group: { provider: '~others' }, n: 60, counts: { 1: 15, 3: 45 } }])
    expect(JSON.stringify(json)).not.toMatch(/lister|altrecht|leger/)
  })

  test('are hidden outside their period', async () => {
    const { json } = await ask('survey=kern&careType=buurtteam&from=2026-07&to=2026-09')
    expect(json.rows).toMatchObject([{ level: 'hidden', n: null }])
  })

  test('may be asked by an administrator beside any provider', async () => {
    const { json } = await ask('survey=kern&careType=buurtteam&provider=lister', null)
    expect(json.rows).toMatchObject([{ n: 80 }])
  })

  test.each([
    ['survey=kern', 'dock', 400, 'bad-request'],
    ['survey=kern&careType=buurtteam', null, 400, 'bad-request'],
    ['survey=kern&careType=buurtteam&by=quarter', 'dock', 400, 'unsupported-cut'],
    ['survey=kern&careType=buurtteam&by=provider', 'dock', 400, 'unsupported-cut'],
    ['survey=kern&careType=buurtteam&channel=kiosk', 'dock', 400, 'unsupported-cut'],
    ['survey=kern&careType=buurtteam&provider=lister', 'dock', 403, 'forbidden'],
  ])('refuses %s of %s', async (query, provider, status, code) => {
    const reply = await ask(query, provider)
    expect([reply.status, reply.json.problem?.code]).toEqual([status, code])
  })
})

describe('the client council, which sees all providers together', () => {
  const look = async (path: string) => {
    const headers = { authorization: `Bearer ${served.token(null, 'reader')}` }
    const reply = await fetch(`${served.origin}/api/v1/${path}`, { headers })
    return (await reply.json()) as PublishedResults & ResultsBackground
  }

  test('gets what three or more gave, and nothing of what one gave alone', async () => {
    expect((await look('results?survey=kern')).rows).toMatchObject([{ n: 100, counts: { 1: 23, 3: 77 } }])
    expect((await look('results?survey=kern&careType=inloop')).rows).toMatchObject([{ level: 'hidden', n: null }])
    expect((await look('results?survey=kern&to=2026-09')).rows).toMatchObject([{ level: 'hidden', n: null }])
  })

  test('hears how many answered, but for a care type that one gives alone', async () => {
    // Those of August are of one provider.
    expect(await look('results/background?survey=kern')).toMatchObject({ responses: 100, last: '2026-11' })
    expect(await look('results/background?survey=kern&careType=inloop')).toMatchObject({ responses: 0, last: null })
  })
})

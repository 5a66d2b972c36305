import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resultsBackground } from '../../server/results-background.ts'
import type { Store } from '../../server/store/store.ts'
import type { NearestView, ResultsBackground } from '../../shared/results/background.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const survey = sampleSurvey([facesQuestion('luisteren')])

let store: Store
let served: ServedResults

beforeAll(async () => {
  store = resultsStore(survey)
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 }, '2026-08')
  answer(store, survey, 'PPPPPPP', { 3: 20 }, '2026-11')
  answer(store, survey, 'RRRRRRR', { 3: 30 }, '2026-08')
  store.release('2026-11-23', 10)
  // Nine more wait for a tenth.
  answer(store, survey, 'DDDDDDD', { 1: 9 }, '2026-12')
  store.release('2026-12-01', 10)
  const place = { provider: 'dock', careType: 'buurtteam' }
  store.saveReach({ ...place, quarter: '2026-Q3', clients: 160 })
  store.saveReach({ ...place, quarter: '2026-Q3', clients: 100 })
  store.saveReach({ provider: 'lister', careType: 'buurtteam', quarter: '2026-Q3', clients: 60 })
  const all = { survey: '', provider: '', careType: '' }
  store.saveUnreliable({ ...all, from: '2026-10', to: '2026-12', reason: 'Storing.' })
  store.saveUnreliable({ ...all, provider: 'dock', from: '2026-07', to: '2026-07', reason: 'Verhuizing.' })
  store.saveUnreliable({ ...all, provider: 'lister', from: '2026-07', to: '2026-07', reason: 'Staking.' })
  served = await serveResults(store, survey)
})
afterAll(async () => {
  await served.stop()
  store.close()
})

async function ask<T>(path: string, query: string, provider: string | null = 'dock'): Promise<T> {
  const headers = { authorization: `Bearer ${served.token(provider)}` }
  const reply = await fetch(`${served.origin}/api/v1/results/${path}?${query}`, { headers })
  expect(reply.status).toBe(200)
  return (await reply.json()) as T
}
const background = (query = '', provider: string | null = 'dock') =>
  ask<ResultsBackground>('background', `survey=kern${query}`, provider)
const nearest = async (query: string, provider: string | null = 'dock') =>
  (await ask<{ nearest: NearestView | null }>('nearest', `survey=kern${query}`, provider)).nearest

describe('beside results', () => {
  test('stands how many are released and when the last was, of the own provider', async () => {
    expect(await background()).toMatchObject({ responses: 60, last: '2026-11' })
    expect(await background('&to=2026-09')).toMatchObject({ responses: 40, last: '2026-08' })
    expect(await background('&from=2027-01')).toMatchObject({ responses: 0, last: null })
    expect(await background('', null)).toMatchObject({ responses: 90 })
  })

  test('stands which part of the clients answered, of the quarters of which it is known', async () => {
    const rate = { responses: 40, clients: 100, from: '2026-Q3', to: '2026-Q3' }
    expect((await background()).rate).toEqual({ ...rate, complete: false })
    expect((await background('&to=2026-09')).rate).toEqual({ ...rate, complete: true })
    expect((await background('&from=2026-08&to=2026-09')).rate).toBeNull()
    expect((await background('&careType=inloop')).rate).toBeNull()
    expect((await background('&to=2026-09', null)).rate).toMatchObject({ responses: 70, clients: 160 })
  })

  test('stands what is not to be relied on, and never what is said of another provider', async () => {
    const reasons = async (query = '', provider: string | null = 'dock') =>
      (await background(query, provider)).unreliable.map(({ reason }) => reason)
    expect(await reasons()).toEqual(['Verhuizing.', 'Storing.'])
    expect(await reasons('&from=2026-08')).toEqual(['Storing.'])
    expect(await reasons('&to=2026-09')).toEqual(['Verhuizing.'])
    expect(await reasons('', null)).toHaveLength(3)
  })

  test.each(['background', 'nearest', 'others'])('%s needs a viewer, and refuses another provider', async (path) => {
    const url = `${served.origin}/api/v1/results/${path}`
    expect((await fetch(url)).status).toBe(401)
    const headers = { authorization: `Bearer ${served.token('dock')}` }
    expect((await fetch(`${url}?provider=lister`, { headers })).status).toBe(403)
  })
})

describe('the nearest view with figures', () => {
  test.each([
    ['&from=2026-01&to=2026-03', 'dock', { from: '2026-01', to: '2026-12', provider: 'dock', careType: null }],
    ['&from=2025-01&to=2025-03', 'dock', { from: null, to: null, provider: 'dock', careType: null }],
    ['&careType=inloop', 'dock', { from: null, to: null, provider: 'dock', careType: null }],
    [
      '&careType=inloop&from=2026-07&to=2026-09',
      'dock',
      { from: '2026-01', to: '2026-12', provider: 'dock', careType: null },
    ],
    ['&provider=leger', null, { from: null, to: null, provider: null, careType: null }],
  ])('of %s for %s', async (query, provider, view) => {
    expect(await nearest(query, provider)).toEqual(view)
  })

  test('is none where there are figures, and where there are none at all', async () => {
    expect(await nearest('')).toBeNull()
    expect(await nearest('', 'leger')).toBeNull()
  })
})

const NO = { survey: null, provider: null, location: null, area: null, phase: null, channel: null }

/** What the council sees of these months. */
function counted(from: Store, first: string | null, last: string | null): ResultsBackground {
  const filter = { ...NO, careType: 'buurtteam', with: [], by: [], from: first, to: last }
  return resultsBackground({ store: from }, filter, { role: 'reader', provider: null, name: '' })
}

test('the council cannot subtract the count of one provider from that of other months', () => {
  const whole = resultsStore(survey)
  answer(whole, survey, 'DDDDDDD', { 3: 17 }, '2026-07')
  for (const code of ['RRRRRRR', 'AAAAAAA', 'HHHHHHH']) answer(whole, survey, code, { 3: 12 }, '2026-08')
  answer(whole, survey, 'DDDDDDD', { 3: 30 }, '2026-04')
  whole.release('2026-11-23', 10)
  const quarter = counted(whole, '2026-07', '2026-09').responses
  expect(quarter).toBe(53)
  for (const [from, to] of [
    ['2026-07', '2026-07'],
    ['2026-08', '2026-09'],
    ['2026-04', '2026-06'],
  ] as const)
    expect(counted(whole, from, to).responses).toBe(0)
  for (const [from, to] of [
    ['2026-04', '2026-09'],
    ['2026-06', '2026-09'],
    [null, null],
  ] as const)
    expect(counted(whole, from, to).responses).toBe(quarter)
  whole.close()
})

test('the council gets no rate of fewer than three providers', () => {
  const whole = resultsStore(survey)
  for (const code of ['DDDDDDD', 'RRRRRRR', 'AAAAAAA']) answer(whole, survey, code, { 3: 17 }, '2026-08')
  whole.release('2026-11-23', 10)
  const seen = () => counted(whole, '2026-07', '2026-09')
  const reach = (provider: string) =>
    whole.saveReach({ provider, careType: 'buurtteam', quarter: '2026-Q3', clients: 100 })
  for (const provider of ['dock', 'lister']) {
    reach(provider)
    expect(seen()).toMatchObject({ responses: 51, rate: null })
  }
  reach('altrecht')
  expect(seen().rate).toMatchObject({ responses: 51, clients: 300, complete: true })
  whole.close()
})

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const survey = sampleSurvey()

let store: Store
let served: ServedResults
let admin: string

beforeAll(async () => {
  store = resultsStore(survey)
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 })
  answer(store, survey, 'RRRRRRR', { 1: 4, 3: 16 })
  answer(store, survey, 'EEEEEEE', { 3: 40 }, '2025-05')
  store.release('2026-11-23', 10)
  served = await serveResults(store, survey)
  admin = served.token(null)
})

afterAll(async () => {
  await served.stop()
  store.close()
})

const ask = async (path: string, token = admin) => {
  const reply = await fetch(`${served.origin}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect(reply.status).toBe(200)
  return await reply.text()
}
const results = async (query: string, token = admin) =>
  JSON.parse(await ask(`results?${query}`, token)) as PublishedResults

describe('example figures are marked', () => {
  test.each([
    '',
    'survey=kern&by=quarter',
    'provider=dock',
    'careType=inloop',
    'from=2025-05&to=2025-05',
    'by=location',
    'location=park',
    'channel=own-device',
  ])('when they count in "%s"', async (query) => {
    expect((await results(query)).demo).toBe(true)
  })

  test.each([
    'provider=lister',
    'careType=buurtteam',
    'from=2025-06',
    'to=2025-04',
    'location=plein',
    'area=buurtteam:zuilen',
    'channel=kiosk',
  ])('and other figures are not: "%s"', async (query) => {
    expect(await results(query)).not.toHaveProperty('demo')
  })

  test('for the provider whose examples they are, and no other', async () => {
    expect((await results('', served.token('dock'))).demo).toBe(true)
    expect(await results('', served.token('lister'))).not.toHaveProperty('demo')
  })

  test.each([
    ['nl', ';'],
    ['open', ','],
  ])('on every line of the file (%s), in columns that are always there', async (flavour, delimiter) => {
    const lines = async (query: string): Promise<Record<string, string>[]> =>
      parse(await ask(`results.csv?flavour=${flavour}&${query}`), { bom: true, delimiter, columns: true })
    const [examples, own] = [await lines('careType=inloop'), await lines('careType=buurtteam')]
    expect(new Set(examples.map((line) => line.vragenlijst_naam))).toEqual(new Set(['VOORBEELD: Hoe gaat de hulp?']))
    const levels = new Set(examples.map((line) => line.niveau_uitleg))
    expect(levels).toEqual(new Set(['voorbeeldcijfers, afgerond: bijna iedereen gaf hetzelfde antwoord']))
    expect(Object.keys(examples[0] ?? {})).toEqual(Object.keys(own[0] ?? {}))
    expect(JSON.stringify(own)).not.toMatch(/voorbeeld/i)
    expect(await ask('codebook.csv?flavour=open')).toContain('methode,,,,voorbeeld,')
  })

  test('until they are taken away', () => {
    const copy = resultsStore(survey)
    answer(copy, survey, 'EEEEEEE', { 3: 40 })
    copy.release('2026-11-23', 10)
    expect(copy.releasedDemo({})).toEqual([''])
    copy.removeDemo()
    expect(copy.releasedDemo({})).toEqual([])
    copy.close()
  })
})

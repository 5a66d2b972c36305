import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takenOver } from '../../server/rights.ts'
import type { Store } from '../../server/store/store.ts'
import type { ResultsBackground } from '../../shared/results/background.ts'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { readPdf } from '../support/pdf.ts'
import { answer, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const survey = sampleSurvey([facesQuestion('luisteren')])

let store: Store
let served: ServedResults

/** Lister took over altrecht, which had taken over leger; dock will be lister's too, but not yet. */
beforeAll(async () => {
  store = resultsStore(survey)
  for (const [id, validUntil, succeededBy] of [
    ['altrecht', '2026-09-30', 'lister'],
    ['leger', '2026-03-31', 'altrecht'],
    ['dock', '2026-12-31', 'lister'],
  ] as const)
    store.saveProvider({ id, name: `Stichting ${id}`, validFrom: null, validUntil, succeededBy })
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 })
  answer(store, survey, 'HHHHHHH', { 1: 6, 3: 14 }, '2026-02')
  answer(store, survey, 'AAAAAAA', { 1: 5, 3: 15 }, '2026-08')
  answer(store, survey, 'RRRRRRR', { 1: 4, 3: 16 })
  store.release('2026-11-23', 10)
  served = await serveResults(store, survey)
})
afterAll(async () => {
  await served.stop()
  store.close()
})

async function get(path: string, provider: string | null = 'lister') {
  const headers = { authorization: `Bearer ${served.token(provider)}` }
  return await fetch(`${served.origin}/api/v1/${path}`, { headers })
}

const results = async (query: string, provider: string | null = 'lister') =>
  (await (await get(`results?survey=kern&${query}`, provider)).json()) as PublishedResults

describe('results with predecessors', () => {
  test('hold those of every provider that was taken over, and say whose', async () => {
    const { filter, rows } = await results('with=predecessors')
    expect(filter).toMatchObject({ provider: 'lister', with: ['altrecht', 'leger'] })
    expect(rows).toMatchObject([{ n: 60, counts: { 1: 15, 3: 45 } }])
    const quarters = await results('with=predecessors&by=quarter')
    expect(quarters.rows.map(({ group, n }) => [group.quarter, n])).toEqual([
      ['2026-Q1', 20],
      ['2026-Q2', null],
      ['2026-Q3', 20],
      ['2026-Q4', 20],
    ])
  })

  test('are not there where nobody asks for them', async () => {
    expect(await results('')).toMatchObject({ filter: { with: [] }, rows: [{ n: 20 }] })
  })

  test('begin with the day on which the other has ended', () => {
    expect(takenOver(store, 'lister').map(({ id }) => id)).toEqual(['altrecht', 'leger'])
    const later = { providers: () => store.providers(), lastRelease: () => '2026-12-31' }
    expect(takenOver(later, 'lister').map(({ id }) => id)).toEqual(['altrecht', 'dock', 'leger'])
  })

  test('are the same for an administrator, and nothing more of all providers together', async () => {
    expect((await results('provider=lister&with=predecessors', null)).rows).toMatchObject([{ n: 60 }])
    const all = await results('with=predecessors', null)
    expect(all).toMatchObject({ filter: { with: [] }, rows: [{ n: 100 }] })
  })

  test.each([
    ['another provider', 'provider=lister&with=predecessors', 'dock', 403],
    ['who was taken over, of its successor', 'provider=lister&with=predecessors', 'altrecht', 403],
    ['the successor, in another way', 'provider=altrecht', 'lister', 403],
    ['another word', 'with=everybody', 'lister', 400],
  ])('are refused to %s', async (_who, query, provider, status) => {
    expect((await get(`results?survey=kern&${query}`, provider)).status).toBe(status)
  })

  test('go into files, by name', async () => {
    const reply = await get('results.csv?survey=kern&with=predecessors&flavour=open')
    expect(reply.headers.get('content-disposition')).toContain('lister_met-voorgangers')
    const [record]: Record<string, string>[] = parse(await reply.text(), { columns: true })
    expect(record).toMatchObject({ aanbieder: 'lister', voorgangers: 'altrecht leger', n: '60' })
    expect((await get('results.xlsx?survey=kern&with=predecessors')).status).toBe(200)
  })

  test('are in the quarterly report, which says whose they are', async () => {
    const report = async (query: string) => {
      const reply = await get(`report.pdf?survey=kern&careType=buurtteam&from=2026-07&to=2026-09${query}`)
      const { pages } = await readPdf(new Uint8Array(await reply.arrayBuffer()))
      return { name: reply.headers.get('content-disposition'), text: pages.join(' ').replace(/\s+/g, ' ') }
    }
    const both = await report('&with=predecessors')
    expect(both.text).toContain('Met de antwoorden van voorganger Stichting altrecht en Stichting leger')
    expect(both.text).toContain('20 ingevulde vragenlijsten')
    expect(both.name).toContain('rapport_utrecht_lister_met-voorgangers_kern')
    const own = await report('')
    expect(own.text).not.toContain('voorganger')
    expect(own.text).toContain('nog te weinig ingevulde vragenlijsten')
  })

  test('have all who answered, and what is not to be relied on, beside them', async () => {
    store.saveUnreliable({
      provider: 'altrecht',
      careType: '',
      survey: '',
      from: '2026-08',
      to: '2026-08',
      reason: 'De zuil was stuk.',
    })
    const background = async (query: string) =>
      (await (await get(`results/background?survey=kern&${query}`)).json()) as ResultsBackground
    expect(await background('with=predecessors')).toMatchObject({ responses: 60, unreliable: [{ from: '2026-08' }] })
    expect(await background('')).toMatchObject({ responses: 20, unreliable: [] })
  })

  test('are offered to who can have them only', async () => {
    const choices = async (provider: string | null) =>
      (await (await get('results/choices', provider)).json()) as ResultsChoices
    const predecessors = [
      { id: 'altrecht', name: 'Stichting altrecht', until: '2026-09-30' },
      { id: 'leger', name: 'Stichting leger', until: '2026-03-31' },
    ]
    expect(await choices('lister')).toMatchObject({
      surveys: [{ from: '2026-02', to: '2026-11' }],
      providers: [{ id: 'lister' }],
      successions: [{ provider: 'lister', predecessors }],
    })
    expect((await choices('dock')).successions).toEqual([])
    expect((await choices(null)).successions.map(({ provider }) => provider).sort()).toEqual(['altrecht', 'lister'])
  })

  test('leave a mirror in which the provider knows nobody: there is none of two others', async () => {
    const ask = async (more: string, of: string | null = 'lister') =>
      (await get(`results/others?survey=kern&careType=buurtteam${more}`, of)).json()
    // Another has three whom it does not know.
    expect(await ask('', 'dock')).toMatchObject({ rows: [{ n: 60 }] })
    expect(await ask('')).toMatchObject({ rows: [{ level: 'hidden' }] })
    expect(await ask('&with=predecessors')).toMatchObject({ rows: [{ level: 'hidden' }] })
    // What an administrator asks is read by the provider.
    expect(await ask('&provider=lister', null)).toMatchObject({ rows: [{ level: 'hidden' }] })
  })
})

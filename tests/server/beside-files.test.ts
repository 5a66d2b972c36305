import { parse } from 'csv-parse/sync'
import { readOds } from 'hucre/ods'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PublishedThemes } from '../../server/results-themes.ts'
import type { Store } from '../../server/store/store.ts'
import type { ResultsBackground } from '../../shared/results/background.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { answerAll, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const survey = sampleSurvey([
  { ...facesQuestion('luisteren'), theme: 'kwaliteit', clientValue: 'aandacht' },
  { ...facesQuestion('helpen'), theme: 'kwaliteit' },
])
const OWN = 'survey=kern&provider=dock&careType=buurtteam'

let store: Store
let served: ServedResults

beforeAll(async () => {
  store = resultsStore(survey)
  const people = (code: string, good: number, poor: number) => {
    const given = [...Array(good).fill(3), ...Array(poor).fill(1)] as number[]
    answerAll(
      store,
      survey,
      code,
      given.map((value) => ({ luisteren: value, helpen: 3 - value + 1 })),
    )
  }
  people('DDDDDDD', 32, 8)
  people('RRRRRRR', 16, 24)
  people('AAAAAAA', 15, 15)
  people('HHHHHHH', 14, 16)
  store.release('2026-11-23', 10)
  store.saveReach({ provider: 'dock', careType: 'buurtteam', quarter: '2026-Q4', clients: 100 })
  const all = { survey: '', provider: '', careType: '' }
  store.saveUnreliable({ ...all, from: '2026-11', to: '2026-11', reason: '=Storing' })
  served = await serveResults(store, survey)
})
afterAll(async () => {
  await served.stop()
  store.close()
})

async function get(path: string, provider: string | null = 'dock') {
  const reply = await fetch(`${served.origin}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${served.token(provider)}` },
  })
  expect(reply.status).toBe(200)
  return reply
}
type Line = Readonly<Record<string, string>>
async function csv(table: string, query = OWN): Promise<readonly Line[]> {
  return parse(await (await get(`results.csv?${query}&table=${table}&flavour=open`)).text(), { columns: true })
}
const json = async <T>(path: string, query = OWN) => (await (await get(`${path}?${query}`)).json()) as T

describe('a file says what the page says beside the figures', () => {
  test('the others together, as the API has them', async () => {
    const { rows } = await json<PublishedResults>('results/others')
    const lines = await csv('others')
    expect(lines.map(({ vraag, anderen_n: n, anderen_deel_gunstig: share }) => [vraag, n, share])).toEqual(
      rows.map(({ question, n, share }) => [question, String(n), String(share)]),
    )
    expect(lines.map(({ n, verschil }) => [n, verschil])).toEqual([
      ['40', 'duidelijk hoger'],
      ['40', 'duidelijk lager'],
    ])
  })

  test('themes and values, pooled from the published figures', async () => {
    const { rows } = await json<PublishedThemes>('results/themes')
    expect(rows).toMatchObject([
      { pool: 'theme', name: 'kwaliteit', questions: ['luisteren', 'helpen'], n: 80, top: 40, share: 0.5 },
      { pool: 'clientValue', name: 'aandacht', questions: ['luisteren'], n: 40, top: 32, share: 0.8 },
    ])
    const lines = await csv('themes')
    expect(lines.map(({ soort, naam, n, deel_gunstig: share }) => [soort, naam, n, share])).toEqual([
      ['thema', 'kwaliteit', '80', '0.5'],
      ['waarde', 'aandacht', '40', '0.8'],
    ])
    expect((await csv('themes', `${OWN}&by=quarter`)).map(({ groep }) => groep)).toEqual(
      Array(2).fill('quarter=2026-Q4'),
    )
  })

  test('how many answered, what part that is and what is not to be relied on', async () => {
    const { responses, rate } = await json<ResultsBackground>('results/background')
    const lines = await csv('background')
    expect(lines.map(({ onderdeel, ingevuld, clienten }) => [onderdeel, ingevuld, clienten])).toEqual([
      ['ingevuld', String(responses), ''],
      ['bereik', String(rate?.responses), String(rate?.clients)],
      ['onbetrouwbaar', '', ''],
    ])
    expect(lines[2]?.uitleg).toBe("'=Storing")
  })

  test.each([
    ['xlsx', readXlsx],
    ['ods', readOds],
  ] as const)('and a workbook (%s) has a sheet of each, with the same lines', async (format, read) => {
    const { sheets } = await read(
      new Uint8Array(await (await get(`results.${format}?${OWN}&by=quarter`)).arrayBuffer()),
    )
    const names = ['Resultaten', 'Spiegel', 'Themas en waarden', 'Achtergrond', 'Uitleg', 'Codeboek']
    expect(sheets.map(({ name }) => name)).toEqual(names)
    for (const [table, query, at] of [
      ['others', OWN, 1],
      ['themes', `${OWN}&by=quarter`, 2],
      ['background', OWN, 3],
    ] as const) {
      const [heads = [], ...rows] = sheets[at]?.rows ?? []
      const lines = rows.map((row) =>
        Object.fromEntries(heads.map((head, column) => [head, String(row[column] ?? '')])),
      )
      const expected = (await csv(table, query)).map((line) => ({
        ...line,
        ...(line.uitleg ? { uitleg: line.uitleg.replace(/^'/, '') } : {}),
      }))
      expect(lines).toEqual(expected)
      for (const head of heads) expect(JSON.stringify(sheets[5]?.rows)).toContain(`"${String(head)}"`)
    }
  })

  test('a table of the others needs one provider and care type, and no table is unknown', async () => {
    const status = async (query: string) =>
      (
        await fetch(`${served.origin}/api/v1/results.csv?${query}`, {
          headers: { authorization: `Bearer ${served.token('dock')}` },
        })
      ).status
    expect(await status('survey=kern&table=others')).toBe(400)
    expect(await status('survey=kern&table=alles')).toBe(400)
    expect(await status(`${OWN.replace('dock', 'lister')}&table=others`)).toBe(403)
  })
})

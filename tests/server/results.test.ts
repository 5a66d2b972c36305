import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileName } from '../../server/export/file-name.ts'
import type { Store } from '../../server/store/store.ts'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { answer, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const AWKWARD = 'Hoe goed "luistert" uw begeleider; nu, of\nlater? =1+1 مرحبا'
const survey = sampleSurvey([{ ...facesQuestion('luisteren'), text: { nl: AWKWARD } }])

let store: Store
let served: ServedResults
let dock: string
let admin: string

beforeAll(async () => {
  store = resultsStore(survey)
  answer(store, survey, 'DDDDDDD', { 1: 8, 3: 32 })
  answer(store, survey, 'PPPPPPP', { 3: 5, 2: 9 })
  answer(store, survey, 'RRRRRRR', { 1: 4, 3: 16 }, '2026-08')
  store.release('2026-11-22', 10)
  answer(store, survey, 'DDDDDDD', { 1: 9 })
  store.release('2026-11-23', 10)
  served = await serveResults(store, survey)
  dock = served.token('dock')
  admin = served.token(null)
})

afterAll(async () => {
  await served.stop()
  store.close()
})

const ask = (path: string, token = dock) =>
  fetch(`${served.origin}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })
const rows = async (query: string, token = dock) => {
  const reply = await ask(`results?${query}`, token)
  expect(reply.status).toBe(200)
  return ((await reply.json()) as PublishedResults).rows
}
const problemOf = async (query: string, token = dock) => {
  const reply = await ask(query, token)
  const { problem } = (await reply.json()) as { problem: { code: string; message: string } }
  return { status: reply.status, ...problem }
}

describe('results', () => {
  test('are those of the last release and the own provider', async () => {
    const reply = (await (await ask('results?survey=kern')).json()) as PublishedResults
    expect(reply.released).toBe('2026-11-23')
    expect(reply.filter.provider).toBe('dock')
    // 9 newer answers wait for a tenth.
    expect(reply.rows).toMatchObject([{ level: 'full', n: 54, counts: { 1: 8, 2: 9, 3: 37 } }])
  })

  test('of all providers are pooled for an admin', async () => {
    expect(await rows('survey=kern', admin)).toMatchObject([{ n: 74 }])
    expect((await rows('survey=kern&by=provider', admin)).map((row) => [row.group.provider, row.n])).toEqual([
      ['dock', 54],
      ['lister', 20],
    ])
  })

  test('by quarter, location and area', async () => {
    const by = async (cut: string, key: string) =>
      (await rows(`survey=kern&by=${cut}`)).map((row) => [row.group[key], row.n])
    expect(await by('quarter', 'quarter')).toEqual([['2026-Q4', 54]])
    expect(await by('location', 'location')).toEqual([
      ['park', 14],
      ['plein', 40],
    ])
    expect(await by('area:buurtteam', 'area')).toEqual([
      ['west', 14],
      ['zuilen', 40],
    ])
    expect(await rows('area=buurtteam:zuilen')).toMatchObject([{ n: 40 }])
    expect(await rows('location=park&by=quarter')).toMatchObject([{ group: { quarter: '2026-Q4' }, n: 14 }])
  })

  test.each([
    ['channel', 'own-device'],
    ['access', 'open'],
    ['phase', ''],
    ['answeredBy', 'self'],
  ])('by %s', async (cut, value) => {
    expect(await rows(`survey=kern&by=${cut}`)).toMatchObject([{ group: { [cut]: value }, n: 54 }])
  })

  test('outside the range there is nothing', async () => {
    expect(await rows('survey=kern&to=2026-10')).toMatchObject([{ level: 'hidden', n: null }])
  })

  test('need a viewer', async () => {
    for (const path of ['results', 'results.csv', 'codebook.csv', 'results/choices']) {
      expect((await fetch(`${served.origin}/api/v1/${path}`)).status, path).toBe(401)
    }
  })

  test.each(['lister', 'dok', '../dock'])(
    'of another provider (%s) are refused alike, by every road',
    async (provider) => {
      const query = `provider=${encodeURIComponent(provider)}`
      const refused = await problemOf(`results?${query}`)
      expect(refused).toMatchObject({ status: 403, code: 'forbidden' })
      expect(refused.message).not.toContain(provider)
      expect(await problemOf(`results.csv?${query}`)).toEqual(refused)
      expect(await problemOf(`results?${query}&survey=none`)).toEqual(refused)
    },
  )
})

describe('a faulty query says what there is', () => {
  test.each([
    ['colour=blue', 400, 'unknown-filter', 'survey, provider'],
    ['survey=kren', 400, 'unknown-filter', 'kern'],
    ['careType=buurt', 400, 'unknown-filter', 'buurtteam, inloop'],
    ['location=hal', 400, 'unknown-filter', 'park, plein'],
    ['area=stad:zuilen', 400, 'unknown-filter', 'buurtteam, wijk'],
    ['area=wijk:zuilen', 400, 'unknown-filter', 'wijk:noord'],
    ['area=wijk:*', 400, 'unknown-filter', 'wijk:noord'],
    ['phase=klaar', 400, 'unknown-filter', 'finished'],
    ['channel=fax', 400, 'unknown-filter', 'kiosk'],
    ['from=2026-13', 400, 'bad-request', '2026-11'],
    ['from=2026-1', 400, 'bad-request', '2026-11'],
    ['from=2026-11&to=2026-10', 400, 'bad-request', 'later'],
    ['survey=kern&survey=kern', 400, 'bad-request', 'once'],
    ['by=week', 400, 'unsupported-cut', 'month, quarter, year'],
    ['by=month,quarter', 400, 'unsupported-cut', 'one of month'],
    ['by=area', 400, 'unsupported-cut', 'by=area:buurtteam'],
    ['by=phase,location', 400, 'unsupported-cut', 'Only one of'],
    ['by=phase&channel=kiosk', 400, 'unsupported-cut', 'phase and channel'],
  ])('%s', async (query, status, code, words) => {
    const given = await problemOf(`results?${query}`)
    expect(given).toMatchObject({ status, code })
    expect(given.message).toContain(words)
  })

  test('an unknown flavour of a download', async () => {
    expect(await problemOf('results.csv?flavour=fr')).toMatchObject({ status: 400, code: 'unknown-filter' })
    expect(await problemOf('codebook.csv?survey=kern')).toMatchObject({ status: 400, code: 'unknown-filter' })
  })
})

describe('downloads', () => {
  const download = async (path: string) => {
    const reply = await ask(path)
    return { reply, text: Buffer.from(await reply.arrayBuffer()).toString('utf8') }
  }

  test('the Dutch flavour opens in a Dutch Excel', async () => {
    const { reply, text } = await download('results.csv?survey=kern&by=location')
    expect(reply.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/)
    expect(reply.headers.get('content-disposition')).toBe(
      'attachment; filename="resultaten_utrecht_dock_kern_2026-Q4_2026-Q4_per-locatie.csv"',
    )
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(text.startsWith('\uFEFFbijgewerkt_op;')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
    const records: Record<string, string>[] = parse(text, { bom: true, delimiter: ';', columns: true })
    const good = records.find((record) => record.locatie === 'plein' && record.antwoord === '3')
    expect(good).toMatchObject({ n: '40', aantal: '32', deel: '0,8', deel_gunstig: '0,8', antwoord_tekst: 'Goed' })
    expect(good).toMatchObject({ vraag_tekst: AWKWARD, aanbieder_naam: 'Stichting dock', bijgewerkt_op: '2026-11-23' })
    const provisional = records.find((record) => record.locatie === 'park' && record.antwoord === '3')
    expect(provisional).toMatchObject({ n: '14', aantal: '', deel: '0,35', niveau: 'provisional', gemiddelde: '' })
  })

  const nameOf = async (path: string, token = dock) =>
    /^attachment; filename="([\w.-]+)"$/.exec((await ask(path, token)).headers.get('content-disposition') ?? '')?.[1]

  test.each([
    ['results.csv', 'resultaten_utrecht_dock_2026-Q4_2026-Q4.csv'],
    ['results.csv?survey=kern', 'resultaten_utrecht_dock_kern_2026-Q4_2026-Q4.csv'],
    ['results.csv?survey=kern&flavour=open', 'resultaten_utrecht_dock_kern_2026-Q4_2026-Q4_open.csv'],
    ['results.csv?careType=buurtteam&by=quarter', 'resultaten_utrecht_dock_buurtteam_2026-Q4_2026-Q4_per-kwartaal.csv'],
    ['results.csv?from=2019-01&to=2019-12', 'resultaten_utrecht_dock_2019-Q1_2019-Q4.csv'],
    ['results.csv?from=2019-02&to=2019-11', 'resultaten_utrecht_dock_2019-02_2019-11.csv'],
    ['results.csv?careType=inloop', 'resultaten_utrecht_dock_inloop.csv'],
    ['results.csv?area=buurtteam:zuilen', 'resultaten_utrecht_dock_buurtteam-zuilen_2026-Q4_2026-Q4.csv'],
    ['results.csv?by=area:buurtteam', 'resultaten_utrecht_dock_buurtteam_2026-Q4_2026-Q4_per-gebied.csv'],
    ['results.csv?location=park', 'resultaten_utrecht_dock_park_2026-Q4_2026-Q4.csv'],
    ['codebook.csv', 'codeboek_utrecht_dock.csv'],
    ['codebook.csv?flavour=open', 'codeboek_utrecht_dock_open.csv'],
  ])('%s is called %s', async (path, name) => {
    expect(await nameOf(path)).toBe(name)
  })

  test('files of all providers name none', async () => {
    expect(await nameOf('results.csv?survey=kern', admin)).toBe('resultaten_utrecht_kern_2026-Q3_2026-Q4.csv')
    expect(await nameOf('codebook.csv', admin)).toBe('codeboek_utrecht.csv')
  })

  test('a name takes no sign that a header or a folder trips over', () => {
    const name = fileName('resultaten', ['Zórg "&" Co\r\n../x', null, '', 'مرحبا', 'x'.repeat(90)], 'nl')
    expect(name).toBe(`resultaten_Zorg-Co-x_${'x'.repeat(60)}.csv`)
  })

  test('the open flavour is RFC 4180 with points and without byte order mark', async () => {
    const { text } = await download('results.csv?survey=kern&flavour=open')
    expect(text.startsWith('bijgewerkt_op,')).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    expect(text).not.toContain('\r')
    const records: Record<string, string>[] = parse(text, { columns: true })
    expect(records.map((record) => record.deel)).toEqual(['0.1481', '0.1667', '0.6852'])
    expect(records[0]?.vraag_tekst).toBe(AWKWARD)
  })

  const DATE_LIKE = /^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?$|^\d+\/\d+$|^\d{1,2}:\d\d/

  test.each(['by=month', 'by=quarter', 'by=year', 'from=2026-11&to=2026-11'])(
    'no period of the Dutch flavour is taken for a day (%s)',
    async (query) => {
      const { text } = await download(`results.csv?survey=kern&${query}`)
      const records: Record<string, string>[] = parse(text, { bom: true, delimiter: ';', columns: true })
      expect(records[0]).toMatchObject({
        tot_en_met: query === 'by=year' || query === 'by=quarter' ? '2026-M12' : '2026-M11',
      })
      for (const { bijgewerkt_op: day, ...cells } of records) {
        expect(day).toBe('2026-11-23')
        expect(Object.values(cells).filter((cell) => DATE_LIKE.test(cell))).toEqual([])
      }
    },
  )

  test('the open flavour has months as ISO 8601 has them', async () => {
    const { text } = await download('results.csv?survey=kern&by=month&flavour=open')
    const records: Record<string, string>[] = parse(text, { columns: true })
    expect(records[0]).toMatchObject({ periode: '2026-11', van: '2026-11', tot_en_met: '2026-11' })
  })

  test('a hidden row is one line without any figure', async () => {
    const { text } = await download('results.csv?survey=kern&to=2026-10&flavour=open')
    const records: Record<string, string>[] = parse(text, { columns: true })
    expect(records).toHaveLength(1)
    const figures = ['n', 'weet_niet', 'overgeslagen', 'past_niet', 'aantal', 'deel', 'deel_gunstig', 'gemiddelde']
    for (const name of figures) expect(records[0]?.[name], name).toBe('')
  })

  test('the codebook explains every column of the results and every answer', async () => {
    const results = parse((await download('results.csv?flavour=open')).text)[0] as readonly string[]
    const book: Record<string, string>[] = parse((await download('codebook.csv?flavour=open')).text, { columns: true })
    const named = (part: string) => book.filter((record) => record.onderdeel === part)
    expect(named('kolom').map((record) => record.naam)).toEqual(results)
    expect(named('antwoord').map((record) => [record.waarde, record.uitleg, record.naam])).toEqual([
      ['1', 'Niet goed', 'niet gunstig'],
      ['2', 'Gaat wel', 'niet gunstig'],
      ['3', 'Goed', 'gunstig'],
    ])
    expect(named('vragenlijst').map((record) => [record.naam, record.uitleg])).toContainEqual([
      'tekst',
      'De precieze tekst is niet nagekeken bij de bron.',
    ])
    const kinds = named('soort').map((record) => record.naam)
    expect(kinds).toEqual(['faces3', 'faces5', 'agree5', 'yes-no', 'grade10', 'choice', 'choices'])
    expect(named('kolom').find(({ naam }) => naam === 'van')?.uitleg).toContain('2026-M11')
    expect(named('methode').map((record) => record.naam)).toContain('drempel')
  })
})

describe('choices', () => {
  test('hold what has released answers of this viewer and nothing of others', async () => {
    const given = (await (await ask('results/choices')).json()) as ResultsChoices
    expect(given.viewer).toMatchObject({ role: 'provider', provider: { id: 'dock', name: 'Stichting dock' } })
    expect(given.providers.map(({ id }) => id)).toEqual(['dock'])
    expect(given.careTypes.map(({ id }) => id)).toEqual(['buurtteam'])
    expect(given.surveys).toMatchObject([{ id: 'kern', from: '2026-11', to: '2026-11', careTypes: ['buurtteam'] }])
    expect(JSON.stringify(given)).not.toContain('lister')
  })

  test('of an admin hold every provider with answers', async () => {
    const given = (await (await ask('results/choices', admin)).json()) as ResultsChoices
    expect(given.providers.map(({ id }) => id)).toEqual(['dock', 'lister'])
    expect(given.surveys[0]).toMatchObject({ from: '2026-08', to: '2026-11' })
  })
})

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import type { Question } from '../../shared/survey/survey.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { command } from '../support/command.ts'
import { type ReadPdf, readPdf } from '../support/pdf.ts'
import { temporaryFolder } from '../support/server.ts'
import { answerAll, resultsStore, type ServedResults, serveResults } from './results-store.ts'

const grades = Array.from({ length: 10 }, (_, at) => ({ value: at + 1, label: { nl: String(at + 1) } }))
const better = ['tijd', 'uitleg', 'anders'].map((value) => ({ value, label: { nl: `Beter: ${value}` } }))
const QUESTIONS: readonly Question[] = [
  { ...facesQuestion('luisteren'), clientValue: 'aandacht' },
  facesQuestion('praten'),
  facesQuestion('afspraken'),
  facesQuestion('kiezen'),
  { id: 'cijfer', kind: 'grade10', text: { nl: 'Welk cijfer geeft u?' }, options: grades, dontKnow: true },
  { id: 'beter', kind: 'choice', text: { nl: 'Wat kan beter?' }, options: better, dontKnow: true },
]
const survey = sampleSurvey(QUESTIONS)
const QUERY = 'survey=kern&provider=dock&careType=buurtteam'

/** That many people, of whom the given parts say 'Goed'; `kiezen` is answered by five only. */
function people(count: number, good: Readonly<Record<string, number>>): readonly Response['answers'][] {
  return Array.from({ length: count }, (_, at) => ({
    ...Object.fromEntries(
      Object.entries(good).map(([question, share]) => [question, at < Math.round(share * count) ? 3 : (at % 2) + 1]),
    ),
    ...(at < 5 ? { kiezen: 3 } : {}),
    cijfer: 6 + (at % 4),
    beter: at % 3 === 0 ? 'uitleg' : 'tijd',
  }))
}

let store: Store
let served: ServedResults

beforeAll(async () => {
  store = resultsStore(survey)
  answerAll(store, survey, 'DDDDDDD', people(60, { luisteren: 0.8, praten: 0.5, afspraken: 0.4 }), '2026-08')
  answerAll(store, survey, 'DDDDDDD', people(60, { luisteren: 0.9, praten: 0.85, afspraken: 0.4 }))
  for (const code of ['RRRRRRR', 'AAAAAAA', 'HHHHHHH'])
    answerAll(store, survey, code, people(40, { luisteren: 0.9, praten: 0.8, afspraken: 0.7 }))
  answerAll(store, survey, 'EEEEEEE', people(5, { luisteren: 0.8, praten: 0.8, afspraken: 0.8 }))
  store.release('2026-11-23', 10)
  served = await serveResults(store, survey)
})
afterAll(async () => {
  await served.stop()
  store.close()
})

async function ask(path: string, provider: string | null = null) {
  const headers = { authorization: `Bearer ${served.token(provider)}` }
  return await fetch(`${served.origin}/api/v1/${path}`, { headers })
}

async function report(query: string, provider: string | null = null): Promise<ReadPdf> {
  const reply = await ask(`report.pdf?${query}`, provider)
  expect(reply.status).toBe(200)
  return await readPdf(new Uint8Array(await reply.arrayBuffer()))
}

const json = async (path: string) => (await (await ask(path)).json()) as PublishedResults

describe('a quarterly report', () => {
  test('is two tagged pages in Dutch with a title and its own letters', async () => {
    const pdf = await report(QUERY)
    expect(pdf).toMatchObject({ tagged: true, language: 'nl', foreignFonts: [] })
    expect(pdf.title).toBe('Hoe gaat de hulp? Stichting dock, Buurtteam, 4e kwartaal 2026')
    expect(pdf.pages).toHaveLength(2)
    expect(pdf.tags.filter((tag) => tag === 'H1')).toHaveLength(1)
    for (const tag of ['H2', 'Table', 'TH', 'TD', 'Figure', 'L']) expect(pdf.tags).toContain(tag)
    expect(pdf.alts).toHaveLength(pdf.tags.filter((tag) => tag === 'Figure').length)
  })

  test('says of every question what the API says, with how many answered and how sure it is', async () => {
    const months = 'from=2026-10&to=2026-12'
    const { pages, alts } = await report(`${QUERY}&${months}`)
    const { rows } = await json(`results?${QUERY}&${months}`)
    const text = pages.join(' ')
    const shown = rows.filter(({ share }) => share !== null)
    expect(shown.length).toBe(4)
    for (const { share, n, interval, distribution, kind } of shown) {
      const [low, high] = (interval ?? [0, 0]).map((end) => Math.round(end * 100))
      expect(text).toContain(`${Math.round((share ?? 0) * 100)} %`)
      expect(text).toContain(`waarschijnlijk tussen ${low} en ${high} %`)
      expect(text).toContain(String(n))
      if (kind === 'faces3') {
        const [poor, middle, good] = ['1', '2', '3'].map((value) => Math.round((distribution?.[value] ?? 0) * 100))
        expect(alts).toContain(`Niet goed ${poor} %, Gaat wel ${middle} %, Goed ${good} %`)
      }
    }
    expect(text).toContain('Gemiddeld een 7,5')
    expect(text).toContain('‘Beter: tijd’ 67 %, ‘Beter: uitleg’ 33 %')
  })

  test('says first what goes best, then what can be better, beside all others together', async () => {
    const [first = ''] = (await report(QUERY)).pages
    const places = [
      'Dit gaat het best',
      'bij ‘Hoe goed gaat luisteren?’',
      'Dit kan beter',
      '‘Hoe goed gaat afspraken?’',
    ]
    expect(places.map((place) => first.indexOf(place)).every((at, index, all) => at > (all[index - 1] ?? -1))).toBe(
      true,
    )
    const { rows } = await json(`results/others?${QUERY}&from=2026-10&to=2026-12`)
    for (const { question, share, n } of rows) {
      if (question === 'afspraken' || question === 'praten')
        expect(first).toContain(`${Math.round((share ?? 0) * 100)} % van ${n}`)
    }
    expect(first).toContain('eigen cijfer is lager')
    expect(first).toContain('geen duidelijk verschil')
    expect(first).not.toMatch(/lister|altrecht|leger/)
  })

  test('shows the course of the figures, and where there is no clear difference', async () => {
    const { pages } = await report(QUERY)
    const text = pages.join(' ')
    expect(text).toContain('3e kw. 2026')
    expect(text).toContain('Hoger dan het kwartaal ervoor')
    expect(text).toContain('Geen duidelijk verschil')
  })

  test('has the four questions of the talk, the method and nothing of a question with too few answers', async () => {
    const [first = '', second = ''] = (await report(QUERY)).pages
    const asked = ['Herken ik', 'Kan ik deze uitkomsten verklaren?', 'Wat vind ik', 'Zijn verbeteracties nodig']
    for (const question of asked) expect(second).toContain(question)
    expect(second).toContain('Wilson')
    expect(first).toMatch(/Nog niet te zien\. Wij tonen cijfers vanaf 10 antwoorden.*Hoe goed gaat kiezen\?/)
    expect(first.slice(0, first.indexOf('Nog niet te zien'))).not.toContain('Hoe goed gaat kiezen?')
  })

  test('says so plainly when nothing can be shown', async () => {
    const { pages } = await report('survey=kern&provider=dock&careType=inloop&from=2026-10&to=2026-12')
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('Er zijn nog te weinig antwoorden om te tonen.')
    expect(pages.join(' ').replace(/\d\d? procent/, '')).not.toMatch(/\d %/)
  })

  test('can follow the order of Simons', async () => {
    const { pages } = await report(`${QUERY}&order=simons`)
    const text = pages.join(' ')
    const heads = ['1. Waarden', 'Hoe goed gaat luisteren?', '2. Kaders', '3. Indicatoren', '4. Interactie']
    const from = text.indexOf('1. Waarden')
    const at = heads.map((head) => text.indexOf(head, from))
    expect(at.every((place, index) => place > (at[index - 1] ?? -1))).toBe(true)
  })
})

describe('who asks for a report', () => {
  test('gets that of the own provider without naming it, as a file with a name of its own', async () => {
    const reply = await ask('report.pdf?careType=buurtteam', 'dock')
    expect(reply.status).toBe(200)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="rapport_utrecht_dock_kern_buurtteam_2026-Q4.pdf"',
    })
  })

  test.each([
    ['', null, 400, 'bad-request'],
    ['provider=lister', 'dock', 403, 'forbidden'],
    ['provider=lister&order=beste', null, 400, 'unknown-filter'],
    ['provider=lister&by=location', null, 400, 'unknown-filter'],
    ['provider=lister&location=plein', null, 400, 'unknown-filter'],
    ['provider=bestaat-niet', null, 400, 'unknown-filter'],
    ['provider=lister&from=2026-13', null, 400, 'bad-request'],
    ['provider=lister&careType=inloop', null, 400, 'bad-request'],
  ])('is refused %s of %s', async (query, provider, status, code) => {
    const reply = await ask(`report.pdf?${query}`, provider)
    const { problem } = (await reply.json()) as { problem: { code: string } }
    expect([reply.status, problem.code]).toEqual([status, code])
  })
})

describe('the command "report"', () => {
  test('writes the same report without a browser, and says what is missing', async () => {
    const folder = temporaryFolder()
    const out = join(folder, 'rapport.pdf')
    await command(folder, ['demo', 'load', '--json'])
    const argv = ['report', '--provider', 'willemsen-de-koning', '--quarter', '2019-Q4', '--out', out, '--json']
    const made = await command(folder, argv, { env: { DATA_DIR: folder, CHROMIUM: '/nowhere', PATH: '' } })
    expect(made.json()).toMatchObject({ out, survey: 'regiotaxi', from: '2019-10', to: '2019-12' })
    const pdf = await readPdf(readFileSync(out))
    expect(pdf.pages).toHaveLength(2)
    expect(pdf.pages.join(' ')).toContain('Voorbeeldcijfers')
    for (const [wrong, code] of [
      [['--provider', 'geen'], 'unknown-filter'],
      [['--provider', 'lister', '--quarter', '2019'], 'usage'],
      [['--provider', 'dock'], 'bad-request'],
    ] as const) {
      const failed = await command(folder, ['report', ...wrong, '--out', out, '--json'])
      expect(failed.json()).toMatchObject({ problem: { code } })
    }
    rmSync(folder, { recursive: true })
  })
})

import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accepted, Collector } from '../../server/store/store.ts'
import type { Response } from '../../shared/response.ts'
import { grade, percent } from '../../shared/results/format.ts'
import type { PublishedResults, ResultRow } from '../../shared/results/results.ts'
import { openBrowser } from '../support/browser.ts'
import { readPdf } from '../support/pdf.ts'
import { accountOn, cliOf, openPortal } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

// Figures that the municipality of Utrecht has published, or that follow from what it published, must come out alike on
// the screen, in CSV, XLSX and PDF, and from the API.

interface Figure {
  readonly question: string
  readonly n: number
  /** In whole percent. */
  readonly share: number
  /** With one decimal and a comma. */
  readonly mean?: string
  /** Percent of each answer, lowest first. */
  readonly parts?: readonly number[]
}

interface Table {
  readonly name: string
  readonly view: Readonly<Record<'survey' | 'provider' | 'careType' | 'from' | 'to', string>>
  readonly figures: readonly Figure[]
}

const year = (of: number) => ({ from: `${of}-01`, to: `${of}-12` })
const buurtteam = {
  survey: 'buurtteam-sociaal',
  provider: 'buurtteamorganisatie-sociaal',
  careType: 'buurtteam-sociaal',
}
const lokalis = { survey: 'buurtteam-jeugd-gezin-jongeren', provider: 'lokalis', careType: 'buurtteam-jeugd-gezin' }
const national = { survey: 'wmo-landelijk', provider: 'lister', careType: 'individuele-begeleiding' }
const night = { survey: 'wmo-landelijk', provider: 'koos', careType: 'specialistische-jeugdhulp' }

const TABLES: readonly Table[] = [
  {
    name: 'T1 buurtteam Sociaal 2017',
    view: { ...buurtteam, ...year(2017) },
    figures: [{ question: 'cijfer', n: 50, share: 96, mean: '7,7' }],
  },
  {
    name: 'T1 buurtteam Sociaal 2018',
    view: { ...buurtteam, ...year(2018) },
    figures: [
      { question: 'cijfer', n: 50, share: 98, mean: '7,9' },
      { question: 'zelf-verder', n: 50, share: 90 },
    ],
  },
  ...[
    [2017, '8,0'],
    [2018, '8,3'],
    [2019, '8,2'],
  ].map(
    ([of, mean]): Table => ({
      name: `T2 Lokalis ${of}`,
      view: { ...lokalis, ...year(Number(of)) },
      figures: [{ question: 'cijfer', n: 40, share: 100, mean: String(mean) }],
    }),
  ),
  {
    name: 'T3 national topics',
    view: { ...national, ...year(2017) },
    figures: [
      { question: 'samen-oplossing', n: 100, share: 76 },
      { question: 'past', n: 100, share: 81 },
      { question: 'beter-redden', n: 100, share: 79 },
    ],
  },
  {
    name: 'T4 Extr@Utrecht',
    view: {
      survey: 'jeugdhulp-ouders',
      provider: 'extr-utrecht',
      careType: 'specialistische-jeugdhulp',
      ...year(2020),
    },
    figures: [
      { question: 'bereikbaar', n: 60, share: 82 },
      { question: 'goed-geholpen', n: 60, share: 88 },
      { question: 'beter-gezin', n: 60, share: 68 },
    ],
  },
  {
    name: 'T5 regiotaxi',
    view: { survey: 'regiotaxi', provider: 'willemsen-de-koning', careType: 'regiotaxi', ...year(2019) },
    figures: [
      { question: 'op-tijd', n: 121, share: 91 },
      { question: 'tevreden', n: 121, share: 80 },
    ],
  },
  {
    // A mean of the means of both places, 4 and 9, is 6,5.
    name: 'T6 pooled over places, no mean of means',
    view: { ...buurtteam, ...year(2016) },
    figures: [{ question: 'cijfer', n: 90, share: 67, mean: '7,3' }],
  },
  {
    name: 'T7 rounded parts that make 101',
    view: { ...night, ...year(2018) },
    figures: [{ question: 'past', n: 675, share: 18, parts: [46, 20, 16, 11, 8] }],
  },
]

let server: InProcess
let browser: Browser
let page: Page
let close: () => Promise<void>
let key = ''

beforeAll(async () => {
  server = await startInProcess()
  browser = await openBrowser()
  await cliOf(server, 'demo', 'load')
  keep(buurtteam, 'buurtteam-binnenstad', '2016-03', 'cijfer', [...times(27, 4), 3, 4, 5])
  keep(buurtteam, 'buurtteam-lunetten', '2016-03', 'cijfer', [...times(54, 9), 8, 8, 8, 10, 10, 10])
  const nights = [...times(312, 1), ...times(134, 2), ...times(106, 3), ...times(72, 4), ...times(51, 5)]
  keep(night, '', '2018-05', 'past', nights)
  await cliOf(server, 'release')
  key = String((await cliOf(server, 'token', 'create', '--role', 'admin')).token)
  const password = await accountOn(server, 'beheer', '--role', 'admin')
  ;({ page, close } = await openPortal(browser, server, '/resultaten', { login: 'beheer', password }))
})
afterAll(async () => {
  await close()
  await browser.close()
  await server.stop()
})

const times = (count: number, value: number) => Array<number>(count).fill(value)
let codes = 0

/** Keeps one answer a person, as an import of older answers has them. */
function keep(
  of: { readonly survey: string; readonly provider: string; readonly careType: string },
  location: string,
  month: string,
  question: string,
  values: readonly number[],
): void {
  const { store, surveys } = server.house.deps
  codes += 1
  const collector: Collector = {
    code: `TABEL2${codes + 1}`,
    provider: of.provider,
    careType: of.careType,
    location,
    channel: 'import',
    access: 'open',
    surveys: [of.survey],
    closed: false,
    demo: false,
  }
  store.saveCollector(collector)
  const head: Omit<Response, 'id' | 'answers'> = {
    collector: collector.code,
    survey: { id: of.survey, version: surveys.get(of.survey)?.version ?? 0 },
    month,
    channel: 'import',
    language: 'nl',
    answeredBy: 'self',
  }
  store.saveResponses(
    values.map(
      (value): Accepted => ({
        response: { ...head, id: randomUUID(), answers: { [question]: value } },
        hash: `${randomUUID()}${randomUUID()}`.replaceAll('-', ''),
        collector,
      }),
    ),
  )
}

async function get(path: string, view: Table['view']) {
  const reply = await fetch(`${server.origin}/api/v1/${path}?${new URLSearchParams({ ...view })}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(reply.status).toBe(200)
  return reply
}
const bytesOf = async (path: string, view: Table['view']) => new Uint8Array(await (await get(path, view)).arrayBuffer())

/** What a figure says, however it is read: n, the favourable share, the mean and the share of each answer. */
type Said = readonly [n: number, share: string, mean: string | null, parts: readonly string[] | null]

const expected = ({ n, share, mean, parts }: Figure): Said => [
  n,
  percent(share / 100),
  mean ?? null,
  parts?.map((part) => percent(part / 100)) ?? null,
]

type Line = Readonly<Record<string, unknown>>
const number = (cell: unknown) => (typeof cell === 'number' ? cell : Number(String(cell).replace(',', '.')))

/** From the lines of a table: one line an answer. */
function saidBy(lines: readonly Line[], { question, mean, parts }: Figure): Said {
  const own = lines.filter((line) => line.vraag === question)
  const [first] = own
  return [
    number(first?.n),
    percent(number(first?.deel_gunstig)),
    mean === undefined ? null : grade(number(first?.gemiddelde)),
    parts ? own.map((line) => percent(number(line.deel))) : null,
  ]
}

describe.each(TABLES)('$name', ({ view, figures }) => {
  let rows: readonly ResultRow[]
  const rowOf = ({ question }: Figure) => rows.find((row) => row.question === question)
  beforeAll(async () => {
    rows = ((await (await get('results', view)).json()) as PublishedResults).rows
  })

  test('from the API', () => {
    for (const figure of figures) {
      const row = rowOf(figure)
      const said = [
        row?.n,
        percent(row?.share ?? 0),
        figure.mean === undefined ? null : grade(row?.mean ?? 0),
        figure.parts ? Object.values(row?.distribution ?? {}).map(percent) : null,
      ]
      expect(said).toEqual(expected(figure))
    }
  })

  test('in CSV and XLSX', async () => {
    const csv: readonly Line[] = parse(await (await get('results.csv', view)).text(), {
      bom: true,
      delimiter: ';',
      columns: true,
    })
    const { sheets } = await readXlsx(await bytesOf('results.xlsx', view))
    const [heads = [], ...cells] = sheets[0]?.rows ?? []
    const xlsx = cells.map((row) => Object.fromEntries(heads.map((head, at) => [String(head), row[at]])))
    for (const figure of figures)
      for (const lines of [csv, xlsx]) expect(saidBy(lines, figure)).toEqual(expected(figure))
  })

  test('in the report', async () => {
    const { pages, alts } = await readPdf(await bytesOf('report.pdf', view))
    const text = pages.join(' ')
    for (const figure of figures) {
      const [n, share, mean, parts] = expected(figure)
      const between = (rowOf(figure)?.interval ?? []).map((end) => Math.round(end * 100)).join(' en ')
      expect(text).toMatch(new RegExp(`${share.replace(/\s/, '\\s')} waarschijnlijk tussen ${between}\\s% ${n}\\b`))
      if (mean !== null) expect(text).toContain(`Gemiddeld een ${mean}`)
      if (parts) {
        const bar = alts.find((alt) => parts.every((part) => alt.includes(part.replace(/\s/, ' '))))
        expect(bar?.match(/\d+ %/g)).toEqual(parts.map((part) => part.replace(/\s/, ' ')))
      }
    }
  })

  test('on the screen', async () => {
    await page.goto(`${server.origin}/resultaten?${new URLSearchParams({ ...view })}`)
    for (const figure of figures) {
      const [n, share, mean, parts] = expected(figure)
      const version = rowOf(figure)?.version
      const shown = page
        .locator('.ew-result')
        .filter({ has: page.locator(`[id="vraag-${version}-${figure.question}"]`) })
      await shown.waitFor()
      const text = await shown.innerText()
      expect(text).toContain(`${n} antwoorden`)
      expect(text).toContain(`Dat is ${share}.`)
      if (mean !== null) expect(text).toContain(`Het gemiddelde cijfer is een ${mean}.`)
      if (parts) {
        await shown.getByText('Toon als tabel').click()
        const cells = await shown.locator('tbody tr td:last-child').allInnerTexts()
        expect(cells.map((cell) => cell.trim())).toEqual(parts)
      }
    }
  })
})

import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../../server/deps.ts'
import { writeOverview } from '../../server/export/report/overview.ts'
import { ProblemError } from '../../server/http/problem.ts'
import { results } from '../../server/results.ts'
import { readFilter } from '../../server/results-filter.ts'
import { makeSnapshot, snapshot, snapshots } from '../../server/snapshots.ts'
import type { Store } from '../../server/store/store.ts'
import { yearOverview } from '../../server/year-overview.ts'
import type { Response } from '../../shared/response.ts'
import type { YearOverview } from '../../shared/snapshots.ts'
import { facesQuestion, sampleSurvey } from '../results/sample.ts'
import { command } from '../support/command.ts'
import { readPdf } from '../support/pdf.ts'
import { temporaryFolder } from '../support/server.ts'
import { answerAll, resultsStore, town } from './results-store.ts'

const survey = sampleSurvey([
  { ...facesQuestion('bereiken'), theme: 'toegang' },
  { ...facesQuestion('luisteren'), theme: 'kwaliteit' },
  { ...facesQuestion('praten'), theme: 'kwaliteit' },
  { ...facesQuestion('zelf'), theme: 'effect' },
])
const admin: Viewer = { role: 'admin', provider: null, name: 'beheer' }
const council: Viewer = { role: 'reader', provider: null, name: 'raad' }
const dock: Viewer = { role: 'provider', provider: 'dock', name: 'dock' }

let store: Store
let chance = 0
const known = () => ({
  store,
  municipality: town,
  now: () => Date.parse('2026-11-27T10:00:00Z'),
  randomBytes: (length: number) => {
    chance += 1
    return new Uint8Array(length).fill(chance)
  },
})

/** That many people; of every ten so many said 'Goed'; `zelf` is answered by six. */
function people(count: number, good: number): readonly Response['answers'][] {
  return Array.from({ length: count }, (_, at) => {
    const value = at % 10 < good ? 3 : 1
    return { bereiken: value, luisteren: value, praten: at % 10 < good - 1 ? 3 : 2, ...(at < 6 ? { zelf: 3 } : {}) }
  })
}

beforeEach(() => {
  store = resultsStore(survey)
  for (const [code, good] of [
    ['DDDDDDD', 8],
    ['RRRRRRR', 7],
    ['AAAAAAA', 9],
    ['HHHHHHH', 6],
  ] as const)
    answerAll(store, survey, code, people(40, good), '2026-05')
  // One provider alone gives this kind of care.
  answerAll(store, survey, 'EEEEEEE', people(40, 8), '2026-05')
  store.release('2026-11-23', 10)
})
afterEach(() => store.close())

const make = (kind: string, year = '2026', viewer = admin) => makeSnapshot(known(), viewer, { kind, year })
const codeOf = async (work: () => unknown) => {
  try {
    await work()
  } catch (error) {
    return error instanceof ProblemError ? error.code : error
  }
  return null
}

describe('the overview of a year', () => {
  test('pools the questions of each topic, as a reader of the council may see them', () => {
    const { parts } = yearOverview(known(), '2026')
    expect(
      parts.map(({ careType, themes }) => [careType.id, themes.map(({ scales }) => scales.map(({ n }) => n))]),
    ).toEqual([
      ['buurtteam', [[160], [320], []]],
      ['inloop', [[], [], []]],
    ])
    const filter = readFilter(
      known(),
      { survey: 'kern', careType: 'buurtteam', from: '2026-01', to: '2026-12' },
      council,
    )
    const { rows } = results(known(), filter, council)
    const [access, quality] = parts[0]?.themes ?? []
    expect(access?.scales[0]?.share).toBe(rows.find(({ question }) => question === 'bereiken')?.share)
    expect(quality?.scales[0]?.share).toBeCloseTo((0.75 + 0.65) / 2, 10)
    expect(JSON.stringify(parts)).not.toMatch(/lister|altrecht|leger|dock/)
    expect(yearOverview(known(), '2025').parts).toEqual([])
  })

  test.each(['year', 'council'] as const)('is a tagged file (%s) that says the same', async (kind) => {
    const overview = yearOverview(known(), '2026')
    const bytes = await writeOverview(overview, kind)
    const pdf = await readPdf(bytes)
    const text = pdf.pages.join(' ')
    expect(pdf).toMatchObject({ tagged: true, language: 'nl', foreignFonts: [] })
    expect(text).toContain('75 % van 160')
    expect(text).toContain('70 % van 320')
    expect(text).toMatch(/Inloop .*Niet te zien Niet te zien Niet te zien/)
    expect(text.includes('Hoe goed gaat luisteren?')).toBe(kind === 'year')
    expect(text).not.toContain('Hoe goed gaat zelf?')
    expect(Buffer.compare(await writeOverview(overview, kind), bytes)).toBe(0)
  })
})

describe('a snapshot', () => {
  test('stays as it was made, whatever is answered later', async () => {
    const made = await make('year')
    const before = snapshot(known(), made.id, council)
    for (const code of ['RRRRRRR', 'AAAAAAA', 'HHHHHHH']) answerAll(store, survey, code, people(20, 1), '2026-09')
    // One provider alone in a quarter is not counted either.
    answerAll(store, survey, 'DDDDDDD', people(60, 1), '2026-02')
    store.release('2026-12-01', 10)
    const later = await make('year')
    expect(snapshot(known(), made.id, council)).toEqual(before)
    expect((JSON.parse(before.figures) as YearOverview).parts[0]?.responses).toBe(160)
    expect((JSON.parse(snapshot(known(), later.id, council).figures) as YearOverview).parts[0]?.responses).toBe(220)
    expect(
      snapshots(known(), council)
        .snapshots.map(({ id }) => id)
        .sort(),
    ).toEqual([made.id, later.id].sort())
    expect(store.audit({ before: 99, limit: 9 }).map(({ who, action, about }) => [who, action, about])).toEqual([
      ['beheer', 'snapshot-make', later.id],
      ['beheer', 'snapshot-make', made.id],
    ])
  })

  test.each([
    [admin, { kind: 'beste', year: '2026' }, 'bad-request'],
    [admin, { kind: 'year', year: '2027' }, 'bad-request'],
    [admin, { kind: 'year', year: '1999' }, 'bad-request'],
    [admin, { kind: 'year', year: 2026 }, 'bad-request'],
    [admin, null, 'bad-request'],
    [council, { kind: 'year', year: '2026' }, 'forbidden'],
    [dock, { kind: 'year', year: '2026' }, 'forbidden'],
  ])('is not made of what cannot be asked (%#)', async (viewer, body, code) => {
    expect(await codeOf(() => makeSnapshot(known(), viewer, body))).toBe(code)
    expect(store.snapshots()).toEqual([])
  })

  test('is not for a provider, and an unknown one is not found', async () => {
    const { id } = await make('council')
    expect(await codeOf(() => snapshots(known(), dock))).toBe('forbidden')
    expect(await codeOf(() => snapshot(known(), id, dock))).toBe('forbidden')
    expect(await codeOf(() => snapshot(known(), 'geen', council))).toBe('not-found')
  })

  test('is made and listed by the command line too', async () => {
    const folder = temporaryFolder()
    const out = join(folder, 'overzicht.pdf')
    await command(folder, ['demo', 'load', '--json'])
    const made = await command(folder, [
      'snapshot',
      'make',
      '--year',
      '2019',
      '--kind',
      'council',
      '--out',
      out,
      '--json',
    ])
    const { pages } = await readPdf(readFileSync(out))
    expect(pages.join(' ')).toContain('Voorbeeldcijfers')
    expect(pages).toHaveLength(1)
    const listed = await command(folder, ['snapshot', 'list', '--json'])
    expect(listed.json()).toMatchObject({ snapshots: [{ id: made.json().id, kind: 'council', year: '2019' }] })
    for (const wrong of [['--year', '3000'], ['--year', '2019', '--kind', 'x'], []])
      expect((await command(folder, ['snapshot', 'make', ...wrong, '--json'])).code).toBe(2)
    rmSync(folder, { recursive: true })
  })
})

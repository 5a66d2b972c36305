import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { createWords } from '../../client/lib/i18n.ts'
import { type Figures, Page } from '../../client/portal/page.tsx'
import { changeInWords } from '../../client/portal/sentences.ts'
import { askedOf, mirrorOf, quarterStarts, queryOf, readView, type View } from '../../client/portal/view.ts'
import portalWords from '../../client/text/portal.nl.json'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import { dayInWords, grade, percent, rangeInWords, rounded } from '../../shared/results/format.ts'
import { publishOthers } from '../../shared/results/mirror.ts'
import type { ResultRow, Tally } from '../../shared/results/results.ts'
import { unitsOf } from '../../shared/results/units.ts'
import { addUp, filter, rowsOf, sampleSurvey, tallies } from './sample.ts'

const words = createWords('nl', { nl: portalWords })
const view: View = {
  survey: 'kern',
  provider: '',
  with: '',
  careType: '',
  from: '',
  to: '',
  by: '',
  cut: '',
  beside: '',
  pool: '',
}
const question = {
  id: 'luisteren',
  kind: 'faces3',
  theme: 'kwaliteit',
  clientValue: 'aandacht',
  text: 'Hoe goed luistert uw begeleider?',
  options: ['Niet goed', 'Gaat wel', 'Goed'].map((label, index) => ({ value: String(index + 1), label })),
} as const
const choices: ResultsChoices = {
  municipality: { id: 'utrecht', name: 'Utrecht' },
  productName: 'Ervaringwijzer',
  viewer: { role: 'provider', name: 'anna', provider: { id: 'dock', name: 'DOCK' } },
  released: '2026-11-23',
  surveys: [
    {
      id: 'kern',
      name: 'Hoe gaat de hulp?',
      careTypes: ['buurt'],
      from: '2026-02',
      to: '2026-11',
      languages: [
        { id: 'nl', name: 'Nederlands', by: 'person', checked: false },
        { id: 'tr', name: 'Türkçe', by: 'machine', checked: false },
        { id: 'ar', name: 'العربية', by: 'machine', checked: true },
        { id: 'so', name: 'Soomaali', by: 'none', checked: false },
      ],
      versions: [1, 2].map((version) => ({ version, questions: [question] })),
    },
  ],
  careTypes: [{ id: 'buurt', name: 'Buurtteam' }],
  successions: [],
  providers: [{ id: 'dock', name: 'DOCK' }],
  locations: [
    { id: 'plein', name: 'Het Plein' },
    { id: 'brug', name: 'Bij de Brug' },
  ],
  areaSchemes: [{ id: 'wijk', name: 'Wijken', areas: [{ id: 'noord', name: 'Noord' }] }],
}

/** The page as a person reads it: its text, marks of layout left out. */
function page(
  all: readonly Tally[],
  over: Partial<View> = {},
  demo: { readonly demo?: true } = {},
  more: Partial<Figures> = {},
): string {
  const surveys = [sampleSurvey(), sampleSurvey(undefined, 2)]
  const published = (by: View['by']) => ({
    municipality: 'utrecht',
    filter: filter(),
    released: '2026-11-23',
    ...demo,
    rows: rowsOf(all, { by: by === '' ? [] : [by] }, { surveys }),
  })
  const shown = { ...view, ...over }
  const figures = {
    results: published(''),
    periods: shown.by === '' ? null : published(shown.by),
    cells: null,
    others: null,
    nearest: null,
    background: { responses: 120, last: '2026-11', rate: null, unreliable: [] },
    ...more,
  }
  const html = render(
    <Page words={words} choices={choices} view={shown} figures={figures} onChoose={() => undefined} />,
  )
  expect(html).not.toMatch(/(sentence|trend|choose|lead|change|mirror|pool|line|nearest|unreliable|cells)\.[a-z]/i)
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

describe('answers taken apart', () => {
  const cellRows = (cut: View['cut'], all: readonly Tally[]) => {
    const by = cut.startsWith('area:') ? 'area' : cut
    const rows = rowsOf(
      all,
      { by: [by] as never, ...(by === 'area' ? { area: 'wijk:*' } : {}) },
      { surveys: [sampleSurvey()] },
    )
    return { municipality: 'utrecht', filter: filter(), released: '2026-11-23', rows }
  }

  test('stand by name, with n and share, and those that are too few without a figure', () => {
    const all = [
      ...tallies({ 1: 20, 3: 40 }, { location: 'plein', month: '2026-08' }),
      ...tallies({ 1: 30, 3: 10 }, { location: 'brug', month: '2026-08' }),
      ...tallies({ 3: 4 }, { location: 'elders', month: '2026-08' }),
      ...tallies({ 1: 8 }, { location: 'ginds', month: '2026-08' }),
    ]
    const text = page(all, { cut: 'location' }, {}, { cells: cellRows('location', all) })
    const part = text.slice(text.indexOf('Op naam, en niet op uitkomst'))
    expect(part).toMatch(/Bij de Brug 40 25.%, tussen .* Het Plein 60 67.%, tussen/)
    expect(part).toMatch(/Niet bekend nog niet te zien/)
  })

  test('of a phase stand in the order of the help, in words', () => {
    const all = [
      ...tallies({ 1: 20, 3: 40 }, { phase: 'finished' }),
      ...tallies({ 1: 30, 3: 10 }, { phase: 'ongoing' }),
    ]
    const text = page(all, { cut: 'phase' }, {}, { cells: cellRows('phase', all) })
    expect(text).toContain('Bezig met hulp 40')
    expect(text).toContain('Klaar met hulp 60')
  })

  test('that are all too few say so, with what to do', () => {
    const all = tallies({ 3: 12 }, { location: 'plein' })
    const few = [...all.map((one) => ({ ...one, count: 4 })), ...tallies({ 3: 8 }, { location: 'brug' })]
    const text = page(few, { cut: 'location' }, {}, { cells: cellRows('location', few) })
    expect(text).toContain('Er zijn te weinig antwoorden om ze zo uit elkaar te halen.')
  })

  test('are asked of the API as one more `by`, and stay in the address', () => {
    const asked = new URLSearchParams(askedOf({ ...view, cut: 'area:wijk', by: 'quarter' }))
    expect(asked.get('by')).toBe('quarter,area:wijk')
    expect(readView(queryOf({ ...view, cut: 'area:wijk' })).cut).toBe('area:wijk')
    expect(readView('?cut=<b>').cut).toBe('')
  })
})

describe('numbers the Dutch way', () => {
  test.each([
    [0.285, '29\u00a0%'],
    [0.765, '77\u00a0%'],
    [0.7649, '76\u00a0%'],
    [0, '0\u00a0%'],
    [1, '100\u00a0%'],
  ])('%f is %s', (share, text) => expect(percent(share)).toBe(text))

  test.each([
    [7.85, '7,9'],
    [7.9, '7,9'],
    [8, '8,0'],
    [7.849, '7,8'],
  ])('a mean of %f is a %s', (mean, text) => expect(grade(mean)).toBe(text))

  test('a half is rounded away from zero on both sides', () => {
    expect([rounded(2.5), rounded(-2.5), rounded(1.005, 2)]).toEqual([3, -3, 1.01])
  })

  test('rounded parts are not forced to make 100', () => {
    const parts = [312, 134, 106, 72, 51].map((people) => rounded((people / 675) * 100))
    expect(parts).toEqual([46, 20, 16, 11, 8])
    expect(parts.reduce((sum, part) => sum + part)).toBe(101)
  })

  test('days and ranges', () => {
    expect(dayInWords('2026-11-03')).toBe('3 november 2026')
    expect(rangeInWords('2026-07', '2026-09')).toBe('3e kwartaal 2026')
    expect(rangeInWords('2026-07', '2026-12')).toBe('3e kwartaal 2026 tot en met 4e kwartaal 2026')
    expect(rangeInWords('2026-02', null)).toBe('vanaf februari 2026')
    expect(rangeInWords(null, null)).toBeNull()
  })
})

describe('the address', () => {
  test('holds the whole view and gives it back', () => {
    const asked: View = {
      ...view,
      careType: 'buurt',
      from: '2026-01',
      to: '2026-06',
      by: 'quarter',
      beside: 'others',
      pool: 'theme',
    }
    expect(readView(queryOf(asked))).toEqual(asked)
    expect(readView('?by=colour&x=1')).toEqual({ ...view, survey: '' })
  })

  test('a mirror is of one provider and one care type; a survey for one care type needs no choice', () => {
    expect(mirrorOf({ ...view, by: 'year' }, choices)).toEqual({ ...view, provider: 'dock', careType: 'buurt' })
    const [survey] = choices.surveys
    const two = survey ? { ...choices, surveys: [{ ...survey, careTypes: ['buurt', 'inloop'] }] } : choices
    expect(mirrorOf(view, two)).toBeNull()
    expect(mirrorOf({ ...view, careType: 'inloop' }, two)?.careType).toBe('inloop')
    expect(mirrorOf(view, { ...choices, viewer: { ...choices.viewer, provider: null } })).toBeNull()
  })

  test('offers the quarters in which there are answers', () => {
    const [survey] = choices.surveys
    expect(survey && quarterStarts(survey)).toEqual(['2026-01', '2026-04', '2026-07', '2026-10'])
  })
})

describe('the page', () => {
  test('says in which languages people answer, and which a machine translated', () => {
    const text = page(tallies({ '1': 3, '2': 4, '3': 20 }))
    expect(text).toMatch(/Talen: Nederlands ?\./)
    expect(text).toMatch(/Automatisch vertaald en nog niet nagekeken: Türkçe ?\./)
    expect(text).toMatch(/Automatisch vertaald en nagekeken: العربية ?\./)
    expect(text).toMatch(/Nog niet vertaald: Soomaali ?\./)
  })

  test('says it in a sentence first, with its interval, the number of answers and who gave none', () => {
    const text = page(tallies({ 1: 10, 2: 34, 3: 156, '~dont-know': 5, '~skipped': 2 }))
    expect(text).toContain('156 van de 200 mensen kozen ‘Goed’.')
    expect(text).toContain('Dat is 78 %. Waarschijnlijk ligt het tussen 72 % en 83 %.')
    expect(text).toContain('200 antwoorden , 5 keer ‘weet ik niet’, 2 keer overgeslagen')
    expect(text).toContain('Bijgewerkt op 23 november 2026.')
    expect(text).toContain('Niet goed 10 5 %')
    expect(text).not.toContain('Voorlopig beeld')
  })

  test('says before anything else that figures are examples, and only then', () => {
    const answers = tallies({ 1: 10, 2: 14, 3: 76 })
    expect(page(answers, {}, { demo: true })).toMatch(/^ Dit zijn voorbeeldcijfers\. /)
    expect(page(answers)).not.toContain('voorbeeld')
  })

  test('calls 10 to 29 answers a provisional picture and shows no count', () => {
    const text = page(tallies({ 1: 3, 2: 5, 3: 18 }))
    expect(text).toContain('Voorlopig beeld')
    expect(text).toContain('Ongeveer 70 van de 100 mensen kozen ‘Goed’.')
    expect(text).toContain('Goed ongeveer 70 %')
    expect(text).not.toContain('Aantal')
  })

  test('says why figures are hidden', () => {
    const text = page(tallies({ 3: 9 }))
    expect(text).toContain('Er zijn nog te weinig antwoorden om te tonen.')
    expect(text).toContain('Wij tonen cijfers vanaf 10 antwoorden. Zo blijft iedereen anoniem.')
    expect(text).not.toMatch(/\b9\b/)
  })

  test('sees no clear difference between 41 and 45 of 60, and one between 41 and 57', () => {
    const quarter = (month: string, good: number) => tallies({ 1: 60 - good, 3: good }, { month })
    const text = page([...quarter('2026-02', 41), ...quarter('2026-05', 45), ...quarter('2026-08', 57)], {
      by: 'quarter',
    })
    const told = text.match(/Geen eerdere periode|Geen duidelijk verschil|Hoger|Lager/g)
    expect(told).toEqual(['Geen eerdere periode', 'Geen duidelijk verschil', 'Hoger'])
  })

  test('breaks the line where the survey changed', () => {
    const text = page(
      [...tallies({ 3: 40 }, { month: '2026-02' }), ...tallies({ 1: 40 }, { month: '2026-05', version: 2 })],
      { by: 'quarter' },
    )
    expect(text).toMatch(/1e kwartaal 2026 .* Hier is de vragenlijst veranderd\..* 2e kwartaal 2026/)
    expect(text).not.toContain('Lager')
  })

  test('does not compare a provisional quarter', () => {
    const row = (n: number) => rowsOf(tallies({ 1: n - 5, 3: 5 }))[0] as ResultRow
    expect(changeInWords(row(60), row(20), words)).toBe('Te weinig antwoorden om te vergelijken')
  })
})

describe('the mirror', () => {
  const of = (provider: string, good: number) => tallies({ 1: 100 - good, 3: good }, { provider })
  const others = (own: string, all: readonly Tally[]) =>
    publishOthers(
      {
        municipality: 'utrecht',
        filter: filter({ careType: 'buurt' }),
        released: '2026-11-23',
        units: unitsOf(addUp(all, null)),
        surveys: [sampleSurvey()],
      },
      { own },
    )
  const three = ['lister', 'altrecht', 'leger'].flatMap((provider) => of(provider, 60))

  test.each([
    [60, 'Geen duidelijk verschil'],
    [75, 'Eigen cijfer is hoger'],
    [45, 'Eigen cijfer is lager'],
  ])('says what %i of 100 is beside 180 of 300, and names nobody', (good, verdict) => {
    const own = of('dock', good)
    const text = page(own, { beside: 'others' }, {}, { others: others('dock', [...own, ...three]) })
    expect(text).toContain(`${good} %, n = 100`)
    expect(text).toContain('60 %, n = 300')
    expect(text).toContain(verdict)
    expect(text).not.toMatch(/lister|altrecht|leger/)
  })

  test('says why there is none', () => {
    const own = of('dock', 60)
    const few = others('dock', [...own, ...of('lister', 60), ...of('altrecht', 60)])
    expect(page(own, { beside: 'others' }, {}, { others: few })).toContain('nog te weinig andere aanbieders')
    expect(page(own, { beside: 'others' })).toContain('Kies één aanbieder en één zorgvorm.')
    expect(page(own)).not.toContain('Naast de andere aanbieders')
  })
})

describe('questions taken together', () => {
  test('stand under each theme and value with their number of answers, never of two scales', () => {
    const own = tallies({ 1: 20, 2: 20, 3: 60 })
    const text = page(own, { pool: 'theme' })
    expect(text).toContain('Per onderwerp')
    expect(text).toContain('Hoe de hulp is 60 van de 100 antwoorden zijn ‘Goed’.')
    expect(text).toContain('100 antwoorden op deze vraag: Hoe goed luistert uw begeleider?')
    expect(page(own, { pool: 'clientValue' })).toContain('Aandacht 60 van de 100 antwoorden')
    expect(page(tallies({ 3: 29 }), { pool: 'theme' })).toContain('Deze vragen tellen niet mee.')
  })
})

describe('beside the figures', () => {
  const quarters = (count: number, good: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => {
      const month = `${2023 + Math.floor(index / 4)}-${String((index % 4) * 3 + 2).padStart(2, '0')}`
      return tallies({ 1: 100 - good(index), 3: good(index) }, { month })
    }).flat()
  const background = { responses: 1204, last: '2026-09', rate: null, unreliable: [] }
  const mark = { from: '2024-07', to: '2024-09', reason: 'De zuil was stuk.' }

  test('stand how many answered, when last, and which part of the clients that is', () => {
    const rate = { responses: 84, clients: 240, from: '2026-Q3', to: '2026-Q3', complete: true }
    const text = page(tallies({ 3: 40 }), {}, {}, { background: { ...background, rate } })
    expect(text).toContain('1.204 ingevulde vragenlijsten')
    expect(text).toContain('Laatste antwoord: september 2026.')
    expect(text).toContain('3e kwartaal 2026: 84 ingevuld, 240 cliënten. Dat is 35 %.')
    expect(text).not.toContain('Van andere kwartalen')
    const part = { ...background, rate: { ...rate, complete: false } }
    expect(page(tallies({ 3: 40 }), {}, {}, { background: part })).toContain('Van andere kwartalen')
  })

  test('says why months are not to be relied on, above the figures and at their quarter', () => {
    const text = page(
      quarters(8, () => 60),
      { by: 'quarter' },
      {},
      { background: { ...background, unreliable: [mark] } },
    )
    expect(text).toContain('3e kwartaal 2024: De zuil was stuk.')
    expect(text.match(/Niet betrouwbaar: De zuil was stuk\./g)).toHaveLength(1)
    expect(text).toMatch(/3e kwartaal 2024 Niet betrouwbaar/)
  })

  test('limits of ordinary variation stand from twelve quarters, and what lies outside is named', () => {
    const steady = (index: number) => (index === 12 ? 20 : 60 + (index % 2) * 4)
    expect(page(quarters(11, steady), { by: 'quarter' })).not.toContain('Gewone schommeling')
    expect(page(quarters(12, steady), { by: 'quarter' })).toContain('Alle periodes vallen daarbinnen.')
    expect(page(quarters(13, steady), { by: 'quarter' })).toContain('Buiten de gewone schommeling: 1e kwartaal 2026.')
    const unreliable = [{ ...mark, from: '2026-01', to: '2026-03' }]
    const told = page(quarters(13, steady), { by: 'quarter' }, {}, { background: { ...background, unreliable } })
    expect(told).toContain('Alle periodes vallen daarbinnen.')
  })

  test('a choice with too few answers offers one that has enough', () => {
    const nearest = { provider: 'dock', careType: 'buurt', from: '2026-01', to: '2026-12' }
    const text = page(tallies({ 3: 9 }), { from: '2026-07', to: '2026-09' }, {}, { nearest })
    expect(text).toContain('Er zijn er wel genoeg met:')
    expect(text).toContain('DOCK, Buurtteam, 1e kwartaal 2026 tot en met 4e kwartaal 2026')
  })
})

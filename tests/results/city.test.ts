import { describe, expect, test } from 'vitest'
import { publishCity } from '../../shared/results/city.ts'
import { MIRROR_PROVIDERS } from '../../shared/results/mirror.ts'
import type { ReleasedTally, ResultsFilter } from '../../shared/results/results.ts'
import { unitsOf } from '../../shared/results/units.ts'
import { seededChance } from '../support/send.ts'
import { addUp, filter, sampleSurvey, tallies } from './sample.ts'

const grade = sampleSurvey([
  {
    id: 'cijfer',
    kind: 'grade10',
    text: { nl: 'Welk cijfer geeft u?' },
    options: Array.from({ length: 10 }, (_, index) => ({ value: index + 1, label: { nl: String(index + 1) } })),
    dontKnow: true,
  },
])

function city(
  released: readonly ReleasedTally[],
  over: Partial<ResultsFilter> = {},
  known: readonly string[] = [],
  survey = sampleSurvey(),
) {
  const given = { municipality: 'utrecht', filter: filter(over), released: '2026-11-23', units: unitsOf(released) }
  return publishCity({ ...given, surveys: [survey] }, known).rows
}

const of = (provider: string, count: number, over: Parameters<typeof tallies>[1] = {}) =>
  tallies({ 3: count }, { provider, ...over })
const three = [of('lister', 20), of('altrecht', 20), of('leger', 20)]
const released = (all: readonly (readonly ReturnType<typeof of>[number][])[]) => addUp(all.flat(), null)

describe('all providers together', () => {
  test('are a figure where three have enough answers', () => {
    expect(city(released(three))).toMatchObject([{ group: {}, level: 'full', n: 60, masked: true }])
  })

  test.each([
    ['two of them', three.slice(1)],
    ['a third with nine answers', [...three.slice(1), of('lister', 9)]],
    ['three of three care types', three.map((own, index) => own.map((one) => ({ ...one, careType: `zorg ${index}` })))],
  ])('are not one of %s', (_, all) => {
    expect(city(released(all))).toMatchObject([{ level: 'hidden', n: null }])
  })

  test('have no care type that one gives alone, not by asking for it and not by taking the others away', () => {
    const all = released([...three, of('lister', 50, { careType: 'inloop' })])
    expect(city(all, { careType: 'inloop' })).toMatchObject([{ level: 'hidden', n: null }])
    expect(city(all)).toMatchObject([{ n: 60 }])
    const apart = city(all, { by: ['careType'] })
    expect(apart.map(({ group, n }) => [group.careType, n])).toEqual([
      ['buurt', 60],
      ['inloop', null],
    ])
  })

  test('are by quarter, and not by month', () => {
    const all = released(three)
    expect(city(all, { by: ['quarter'] })).toMatchObject([{ group: { quarter: '2026-Q4' }, n: 60 }])
    expect(city(all, { by: ['month'] })).toMatchObject([{ group: { month: '2026-11' }, n: null }])
  })

  test('hold who is seen apart anyway, who hides nobody', () => {
    expect(city(released(three), {}, ['lister'])).toMatchObject([{ n: null }])
    expect(city(released([...three, of('enik', 20)]), {}, ['lister'])).toMatchObject([{ n: 80 }])
  })

  test('look the same of a survey that nobody answered and one that a few did', () => {
    expect(city([])).toEqual(city(released([of('lister', 9)])))
  })

  test.each<Partial<ResultsFilter>>([
    { provider: 'dock' },
    { by: ['provider'] },
    { by: ['phase'] },
    { location: 'plein' },
  ])('are not taken apart: %j', (over) => expect(() => city([], over)).toThrow(RangeError))
})

/** Every provider gives a grade of its own, so that a difference of two figures says whose answers are in it. */
test('two figures of any care type, period and release differ by nothing, or by three providers or more', () => {
  let compared = 0
  for (let seed = 1; seed <= 40; seed += 1) {
    const history = randomHistory(seed)
    const looks = [...new Set(history.map(({ batch }) => batch))].sort().flatMap((last) =>
      RANGES.flatMap(([from, to]) =>
        [null, 'buurt', 'inloop'].map((careType) => {
          const upTo = history.filter(({ batch, ...of }) => batch <= last && [null, of.careType].includes(careType))
          return { last, from, to, careType, counts: city(upTo, { careType, from, to }, [], grade)[0]?.counts ?? {} }
        }),
      ),
    )
    for (const more of looks) {
      for (const less of looks.filter((other) => holds(more, other))) {
        const values = Object.keys(more.counts).filter((value) => more.counts[value] !== (less.counts[value] ?? 0))
        compared += values.length > 0 ? 1 : 0
        if (values.length > 0 && values.length < MIRROR_PROVIDERS) expect({ seed, more, less }).toBeNull()
      }
    }
  }
  expect(compared).toBeGreaterThan(1000)
})

interface Look {
  readonly last: string
  readonly from: string
  readonly to: string
  readonly careType: string | null
}

/** Whether one look was at least as long, as late and as wide as the other. */
function holds(more: Look, less: Look): boolean {
  const wider = more.careType === null || more.careType === less.careType
  return wider && more.from <= less.from && more.to >= less.to && more.last >= less.last
}

const RANGES = [
  ['2025-01', '2026-12'],
  ['2025-01', '2025-12'],
  ['2025-10', '2026-03'],
  ['2026-01', '2026-03'],
  ['2026-02', '2026-02'],
] as const

function randomHistory(seed: number): readonly ReleasedTally[] {
  const chance = seededChance(seed)
  const upTo = (most: number) => Math.floor(chance() * most)
  const months = ['2025-02', '2025-05', '2025-11', '2026-01', '2026-02', '2026-05']
  return Array.from({ length: 60 }, (_, index): ReleasedTally => {
    const who = upTo(6) + 1
    return {
      survey: 'kern',
      version: 1,
      question: 'cijfer',
      value: String(who),
      provider: `p${who}`,
      careType: upTo(3) === 0 ? 'inloop' : 'buurt',
      month: months[upTo(months.length)] ?? '',
      cell: '',
      batch: `2026-06#${String(Math.floor(index / 8)).padStart(6, '0')}`,
      demo: 0,
      count: 4 + upTo(20),
    }
  })
}

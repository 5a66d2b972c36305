import { describe, expect, test } from 'vitest'
import { MIRROR_PROVIDERS, OTHERS, publishOthers } from '../../shared/results/mirror.ts'
import type { ReleasedTally, ResultRow } from '../../shared/results/results.ts'
import { unitsOf } from '../../shared/results/units.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { seededChance } from '../support/send.ts'
import { addUp, filter, sampleSurvey, tallies } from './sample.ts'

const OWN = 'dock'
const grade = sampleSurvey([
  {
    id: 'cijfer',
    kind: 'grade10',
    text: { nl: 'Welk cijfer geeft u?' },
    options: Array.from({ length: 10 }, (_, index) => ({ value: index + 1, label: { nl: String(index + 1) } })),
    dontKnow: true,
  },
])

function others(
  released: readonly ReleasedTally[],
  from: string | null,
  to: string | null,
  survey: Survey,
  known: readonly string[] = [],
) {
  const asked = filter({ provider: OWN, careType: 'buurt', from, to })
  const given = { municipality: 'utrecht', filter: asked, released: '2026-11-23', units: unitsOf(released) }
  return publishOthers({ ...given, surveys: [survey] }, { own: OWN, known }).rows
}

const of = (provider: string, values: Readonly<Record<string, number>>, month = '2026-11') =>
  tallies(values, { provider, month })
const mirror = (all: readonly (readonly ReturnType<typeof of>[number][])[], from: string | null = null) =>
  others(addUp(all.flat(), null), from, null, sampleSurvey())[0] as ResultRow

describe('the mirror', () => {
  test('adds up all others of the care type, and leaves out the own answers and other care types', () => {
    const row = mirror([
      of(OWN, { 1: 500 }),
      of('lister', { 3: 20 }),
      of('altrecht', { 2: 10, 3: 10 }),
      of('leger', { 1: 5, 3: 15, '~dont-know': 2 }),
      tallies({ 1: 90 }, { provider: 'leger', careType: 'dagbesteding' }),
    ])
    expect(row).toMatchObject({
      group: { provider: OTHERS },
      level: 'full',
      n: 60,
      counts: { 1: 5, 2: 10, 3: 45 },
      dontKnow: 2,
    })
  })

  test.each([
    ['two others', [of('lister', { 3: 200 }), of('altrecht', { 3: 200 })]],
    ['a third with nine answers', [of('lister', { 3: 200 }), of('altrecht', { 3: 200 }), of('leger', { 3: 9 })]],
    ['a third who only skipped', [of('lister', { 3: 99 }), of('altrecht', { 3: 99 }), of('leger', { '~skipped': 50 })]],
    [
      'a third in another year',
      [of('lister', { 3: 200 }), of('altrecht', { 3: 200 }), of('leger', { 3: 50 }, '2025-11')],
    ],
  ])('shows nothing of %s', (_, all) => {
    expect(mirror([of(OWN, { 3: 99 }), ...all])).toMatchObject({ level: 'hidden', n: null, counts: null })
  })

  test('holds quarters with too few others together as a year, and only in a view of the whole year', () => {
    const all = [
      of('lister', { 3: 20 }, '2026-02'),
      of('altrecht', { 3: 20 }, '2026-05'),
      of('leger', { 3: 20 }, '2026-08'),
    ]
    expect(mirror(all).n).toBe(60)
    expect(mirror(all, '2026-02')).toMatchObject({ level: 'hidden', n: null })
  })

  test('whose figures the viewer sees anyway are in the sum and hide nobody', () => {
    const three = [of('lister', { 3: 20 }), of('altrecht', { 3: 20 }), of('leger', { 3: 20 })]
    const shown = (all: typeof three) => others(addUp(all.flat(), null), null, null, sampleSurvey(), [OWN, 'lister'])[0]
    expect(shown(three)).toMatchObject({ level: 'hidden', n: null })
    expect(shown([...three, of('enik', { 3: 20 })])).toMatchObject({ n: 80 })
  })

  test('no known example answers stand for another provider', () => {
    const released = addUp([of('lister', { 3: 20 }), of('altrecht', { 3: 20 }), of('leger', { 3: 20 })].flat(), null)
    const example = released.map((tally) => (tally.provider === 'leger' ? { ...tally, demo: 1 as const } : tally))
    expect(others(example, null, null, sampleSurvey())[0]).toMatchObject({ level: 'hidden' })
  })
})

/** Every provider gives a grade of its own, so that a difference of two mirrors says whose answers are in it. */
test('two mirrors of any periods and releases differ by nothing, or by three providers or more', () => {
  let compared = 0
  for (let seed = 1; seed <= 60; seed += 1) {
    const history = randomHistory(seed)
    const batches = [...new Set(history.map(({ batch }) => batch))].sort()
    const seen = batches.flatMap((last) => RANGES.map((range) => lookAt(history, last, range)))
    for (const more of seen) {
      for (const less of seen.filter((other) => holds(more, other))) {
        const values = Object.keys(more.counts).filter((value) => more.counts[value] !== (less.counts[value] ?? 0))
        compared += values.length > 0 ? 1 : 0
        if (values.length > 0 && values.length < MIRROR_PROVIDERS) expect({ seed, more, less }).toBeNull()
      }
    }
  }
  expect(compared).toBeGreaterThan(1000)
})

type Range = readonly [from: string, to: string]

function lookAt(history: readonly ReleasedTally[], last: string, [from, to]: Range) {
  const released = history.filter(({ batch }) => batch <= last)
  return { last, from, to, counts: others(released, from, to, grade)[0]?.counts ?? {} }
}

/** Whether one look was at least as long and as late as the other. */
function holds(more: ReturnType<typeof lookAt>, less: ReturnType<typeof lookAt>): boolean {
  return more.from <= less.from && more.to >= less.to && more.last >= less.last
}

const RANGES: readonly Range[] = [
  ['2025-01', '2026-12'],
  ['2025-01', '2025-12'],
  ['2025-04', '2025-09'],
  ['2025-10', '2026-03'],
  ['2026-01', '2026-03'],
  ['2026-02', '2026-02'],
  ['2026-01', '2026-12'],
]

function randomHistory(seed: number): readonly ReleasedTally[] {
  const chance = seededChance(seed)
  const upTo = (most: number) => Math.floor(chance() * most)
  const months = ['2025-02', '2025-05', '2025-08', '2025-11', '2026-01', '2026-02', '2026-05']
  return Array.from({ length: 40 }, (_, index): ReleasedTally => {
    const who = upTo(6) + 1
    const month = months[upTo(months.length)] ?? ''
    return {
      survey: 'kern',
      version: 1,
      question: 'cijfer',
      value: String(who),
      provider: `p${who}`,
      careType: 'buurt',
      month,
      cell: '',
      batch: `2026-06#${String(Math.floor(index / 8)).padStart(6, '0')}`,
      demo: 0,
      count: 4 + upTo(20),
    }
  })
}

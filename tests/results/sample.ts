import { cutDimension } from '../../shared/results/cuts.ts'
import { type PublishInput, publish } from '../../shared/results/publish.ts'
import type { CutDimension, ReleasedTally, ResultRow, ResultsFilter, Tally } from '../../shared/results/results.ts'
import type { Steps } from '../../shared/results/settle.ts'
import { unitsOf } from '../../shared/results/units.ts'
import type { Question, Survey } from '../../shared/survey/survey.ts'

const words = (nl: string) => ({ nl })
const faces = [1, 2, 3].map((value) => ({ value, label: words(['Niet goed', 'Gaat wel', 'Goed'][value - 1] ?? '') }))

/** A survey with the given questions; without any, one question `luisteren` with three faces. */
export function sampleSurvey(questions: readonly Question[] = [facesQuestion('luisteren')], version = 1): Survey {
  const sign = { label: words('…') }
  return {
    id: 'kern',
    version,
    languages: ['nl'],
    title: words('Hoe gaat de hulp?'),
    intro: [],
    address: 'u',
    questions,
    signs: { dontKnow: sign, skip: sign, notApplicable: sign },
  }
}

/** A question with three faces. */
export function facesQuestion(id: string): Question {
  return { id, kind: 'faces3', text: words(`Hoe goed gaat ${id}?`), options: faces, dontKnow: true }
}

/** A tally of `kern` 1, provider `dock`, care type `buurt`, November 2026, with what is given laid over it. */
export function tally(over: Partial<Tally>): Tally {
  return {
    survey: 'kern',
    version: 1,
    question: 'luisteren',
    value: '3',
    provider: 'dock',
    careType: 'buurt',
    location: '',
    channel: 'own-device',
    access: 'open',
    phase: '',
    answeredBy: 'self',
    month: '2026-11',
    count: 1,
    ...over,
  }
}

/** One tally a value. */
export function tallies(values: Readonly<Record<string, number>>, over: Partial<Tally> = {}): readonly Tally[] {
  return Object.entries(values).map(([value, count]) => tally({ value, count, ...over }))
}

/** A filter without bounds or cuts, with what is given laid over it. */
export function filter(over: Partial<ResultsFilter> = {}): ResultsFilter {
  return {
    survey: 'kern',
    provider: null,
    with: [],
    careType: null,
    location: null,
    area: null,
    from: null,
    to: null,
    by: [],
    phase: null,
    channel: null,
    ...over,
  }
}

/** The tallies added up over every dimension but this one, as a store gives them after a release. */
export function addUp(all: readonly Tally[], cut: CutDimension | null): readonly ReleasedTally[] {
  const sums = new Map<string, ReleasedTally>()
  for (const { survey, version, question, value, provider, careType, month, count, ...dimensions } of all) {
    const cell = cut ? dimensions[cut] : ''
    const head = {
      survey,
      version,
      question,
      value,
      provider,
      careType,
      month,
      cell,
      batch: `${month}#000001`,
      demo: 0 as const,
    }
    const key = JSON.stringify(head)
    sums.set(key, { ...head, count: count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()]
}

/** Released counts of all batches together, real and example answers too, as one batch would have them. */
export function withoutBatch(released: readonly ReleasedTally[]): readonly ReleasedTally[] {
  const sums = new Map<string, ReleasedTally>()
  for (const tally of released) {
    const head = { ...tally, batch: '', demo: 0 as const, count: 0 }
    const key = JSON.stringify(head)
    sums.set(key, { ...head, count: tally.count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally)
}

/** The published rows of these tallies. Locations `a` and `b` lie in area `zuid` of scheme `wijk`, all others nowhere. */
export function rowsOf(
  all: readonly Tally[],
  over: Partial<ResultsFilter> = {},
  more: Partial<PublishInput> & { readonly steps?: Steps } = {},
): readonly ResultRow[] {
  const { steps, ...input } = more
  const areaOf = (location: string, scheme: string) =>
    scheme === 'wijk' && ['a', 'b'].includes(location) ? 'zuid' : ''
  const asked = filter(over)
  const added = addUp(all, cutDimension(asked))
  const given = {
    municipality: 'utrecht',
    filter: asked,
    released: '2026-11-23',
    units: unitsOf(added),
    areaOf,
    areaSchemes: ['wijk'],
  }
  return publish({ ...given, surveys: [sampleSurvey()], ...input }, steps).rows
}

import type { Choice } from '../shared/results/choices.ts'
import type { PublishedResults, ResultRow } from '../shared/results/results.ts'
import { hasResult } from '../shared/results/row.ts'
import { poolScales, type Shown } from '../shared/results/themes.ts'
import {
  OVERVIEW_THEMES,
  type OverviewPart,
  type OverviewQuestion,
  type ThemeScale,
  type YearOverview,
} from '../shared/snapshots.ts'
import type { Survey, Theme } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { askedQuestion, results } from './results.ts'
import { resultsBackground } from './results-background.ts'
import { readFilter } from './results-filter.ts'

type Known = Pick<Deps, 'store' | 'municipality' | 'now'>

/** Whoever reads an overview sees no provider apart: it is made for who may see least. */
const COUNCIL: Viewer = { role: 'reader', provider: null, name: '' }

/** The overview of that year as it would be made now: all providers of a care type together, and none of it about a group
 *  that a reader of the council may not see. */
export function yearOverview(known: Known, year: string): YearOverview {
  const { store, municipality, now } = known
  const months = { from: `${year}-01`, to: `${year}-12` }
  const surveys = store.surveys().map(({ survey }) => survey)
  const spans = store.releasedSpans(null).filter(({ from, to }) => from <= months.to && months.from <= to)
  const found = [...new Set(spans.map(({ survey }) => survey))].map((survey) =>
    results(known, readFilter(known, { survey, ...months, by: 'careType' }, COUNCIL), COUNCIL),
  )
  const pairs = new Map(spans.map(({ survey, careType }) => [JSON.stringify([survey, careType]), { survey, careType }]))
  const parts = [...pairs.values()].flatMap(({ survey, careType }): readonly OverviewPart[] => {
    const rows = found.flatMap(({ rows }) =>
      rows.filter((row) => row.survey === survey && row.group.careType === careType),
    )
    const version = newestShown(surveys, survey, rows)
    if (!version) return []
    const filter = readFilter(known, { survey, careType, ...months }, COUNCIL)
    const { responses } = resultsBackground(known, filter, COUNCIL)
    const questions = questionsOf(version, rows)
    return [
      {
        careType: named(careType, municipality.careTypes),
        survey: { id: survey, name: say(version.title, 'nl'), version: version.version },
        responses,
        themes: OVERVIEW_THEMES.map((theme) => ({ theme, scales: scalesOf(questions, theme) })),
        questions,
      },
    ]
  })
  return {
    productName: municipality.productName,
    municipality: { id: municipality.id, name: municipality.name },
    year,
    day: dayOf(now()),
    released: store.lastRelease(),
    demo: found.some(({ demo }: PublishedResults) => demo === true),
    parts: parts.sort((one, other) => one.careType.name.localeCompare(other.careType.name, 'nl')),
  }
}

function named(id: string, things: readonly Choice[]): Choice {
  return { id, name: things.find((thing) => thing.id === id)?.name ?? id }
}

/** The newest version with figures, else the newest. */
function newestShown(surveys: readonly Survey[], id: string, rows: readonly ResultRow[]): Survey | undefined {
  const shown = new Set(rows.filter(({ level }) => level !== 'hidden').map(({ version }) => version))
  const versions = surveys.filter((survey) => survey.id === id).sort((a, b) => b.version - a.version)
  return versions.find(({ version }) => shown.has(version)) ?? versions[0]
}

function questionsOf(survey: Survey, rows: readonly ResultRow[]): readonly OverviewQuestion[] {
  return survey.questions.filter(hasResult).flatMap((question): readonly OverviewQuestion[] => {
    const row = rows.find((one) => one.version === survey.version && one.question === question.id)
    const isAsked = OVERVIEW_THEMES.some((theme) => theme === question.theme)
    return row && isAsked ? [{ question: askedQuestion(question), row }] : []
  })
}

function scalesOf(questions: readonly OverviewQuestion[], theme: Theme): readonly ThemeScale[] {
  const shown: readonly Shown[] = questions.filter(({ question }) => question.theme === theme)
  return poolScales(shown).flatMap(({ share, n, about, questions: [like] }) =>
    like ? [{ share, n, about, like }] : [],
  )
}

import { groupBy } from '../shared/results/pool.ts'
import type { PublishedResults, ResultRow } from '../shared/results/results.ts'
import { poolScales, type Shown } from '../shared/results/themes.ts'
import type { ClientValue, Theme } from '../shared/survey/survey.ts'
import type { Viewer } from './deps.ts'
import { askedQuestion, results } from './results.ts'
import type { Known } from './results-filter.ts'

/** The themes and the values of client control, in the order in which they are told. */
const POOLS = {
  theme: ['toegang', 'kwaliteit', 'effect', 'waardering'],
  clientValue: ['gelijkwaardigheid', 'autonomie', 'aandacht', 'vertrouwen'],
} as const satisfies { readonly theme: readonly Theme[]; readonly clientValue: readonly ClientValue[] }

/** The answers to the questions of one theme or value that have one scale. */
interface ThemeRow {
  readonly survey: string
  readonly version: number
  readonly group: ResultRow['group']
  readonly pool: keyof typeof POOLS
  readonly name: Theme | ClientValue
  readonly kind: ResultRow['kind']
  /** Ids. */
  readonly questions: readonly string[]
  /** Answers, not people. */
  readonly n: number
  /** How many are favourable, and their share (0-1). */
  readonly top: number
  readonly share: number
  /** Whether some of its figures are rounded. */
  readonly about: boolean
}

export interface PublishedThemes extends Omit<PublishedResults, 'rows'> {
  readonly rows: readonly ThemeRow[]
}

/** The figures by theme and by value that this viewer may see, pooled from published results. `filter` comes from
 *  `readFilter`; throws as `results` does. */
export function themeResults(known: Known, filter: PublishedResults['filter'], viewer: Viewer): PublishedThemes {
  return themesOf(known, results(known, filter, viewer))
}

/** Published results by theme and by value, a scale at a time; what has too few answers is in none. */
export function themesOf({ store }: Pick<Known, 'store'>, found: PublishedResults): PublishedThemes {
  const groups = groupBy(found.rows, ({ survey, version, group }) => JSON.stringify([survey, version, group]))
  const surveys = store.surveys().map(({ survey }) => survey)
  const rows = [...groups.values()].flatMap((rows): readonly ThemeRow[] => {
    const [first] = rows
    const survey = surveys.find(({ id, version }) => id === first?.survey && version === first.version)
    if (!first || !survey) return []
    const shown = rows.flatMap((row): readonly Shown[] => {
      const question = survey.questions.find(({ id }) => id === row.question)
      return question ? [{ row, question: askedQuestion(question) }] : []
    })
    const head = { survey: first.survey, version: first.version, group: first.group }
    return (['theme', 'clientValue'] as const).flatMap((pool) =>
      POOLS[pool].flatMap((name) =>
        poolScales(shown.filter(({ question }) => question[pool] === name)).flatMap(
          ({ questions, n, top, share, about }) => {
            const [like] = questions
            return like
              ? [
                  {
                    ...head,
                    pool,
                    name,
                    kind: like.kind,
                    questions: questions.map(({ id }) => id),
                    n,
                    top,
                    share,
                    about,
                  },
                ]
              : []
          },
        ),
      ),
    )
  })
  return { ...found, rows }
}

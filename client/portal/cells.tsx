import type { AskedQuestion, ResultsChoices } from '../../shared/results/choices.ts'
import { count } from '../../shared/results/format.ts'
import type { ResultRow } from '../../shared/results/results.ts'
import type { Words } from '../lib/i18n.ts'
import { shareInWords, topAsHead } from './sentences.ts'
import type { View } from './view.ts'

interface CellsProps {
  readonly words: Words
  readonly choices: ResultsChoices
  readonly cut: View['cut']
  /** Of one version of the survey, a row a question and cell. */
  readonly rows: readonly ResultRow[]
  readonly questionOf: (row: ResultRow) => AskedQuestion | undefined
}

/** The answers taken apart by location, area, phase, who answered or channel: by name, never by score. */
export function Cells({ words, choices, cut, rows, questionOf }: CellsProps) {
  const { say } = words
  const questions = [...new Set(rows.map(({ question }) => question))].map((id) =>
    rows.filter(({ question }) => question === id),
  )
  const shown = questions.filter((own) => own.some(({ level, share }) => level !== 'hidden' && share !== null))
  return (
    <section class="ew-sheet" aria-labelledby="apart">
      <div class="ew-sheet__head">
        <h2 class="ew-sheet__title" id="apart">
          {say('cells.title', { cut: cutInWords(cut, choices, words) })}
        </h2>
        <p class="ew-sheet__intro">{say(shown.length === 0 ? 'cells.none' : 'cells.intro')}</p>
      </div>
      <ol>
        {shown.map((own) => {
          const question = own[0] && questionOf(own[0])
          return (
            question && (
              <Question key={question.id} words={words} question={question} rows={named(own, cut, choices, words)} />
            )
          )
        })}
      </ol>
    </section>
  )
}

interface Named {
  readonly name: string
  readonly row: ResultRow
}

function Question({
  words,
  question,
  rows,
}: {
  readonly words: Words
  readonly question: AskedQuestion
  readonly rows: readonly Named[]
}) {
  const { say } = words
  const top = topAsHead(question, words) ?? ''
  return (
    <li class="ew-result">
      <h3 class="ew-result__question">{question.text}</h3>
      <table class="ew-table ew-table--stacked">
        <caption class="ew-visually-hidden">{question.text}</caption>
        <thead>
          <tr>
            <th scope="col">{say('cells.cell')}</th>
            <th scope="col">{say('trend.n.short')}</th>
            <th scope="col">{top}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, row }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-label={say('trend.n.short')}>
                <span>{row.n === null ? say('trend.hidden') : count(row.n)}</span>
              </td>
              <td data-label={top}>
                <span>{shareInWords(row, words)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  )
}

/** Rows with the names of their cells: those with a fixed order in that order, the others by name. */
function named(rows: readonly ResultRow[], cut: View['cut'], choices: ResultsChoices, words: Words): readonly Named[] {
  const cells = cellsOf(cut, choices)
  const key = cut.startsWith('area:') ? 'area' : cut
  const all = rows.map((row): Named => {
    const cell = row.group[key] ?? ''
    const name = cells?.find(({ id }) => id === cell)?.name
    return {
      row,
      name: name ?? (cell === '' || cells ? words.say('cells.unknown') : words.say(`cells.${key}.${cell}`)),
    }
  })
  return cells ? all.sort((one, other) => one.name.localeCompare(other.name, 'nl')) : all
}

/** The cells of that cut with their names; null for a cut whose cells are words of ours. */
function cellsOf(cut: View['cut'], choices: ResultsChoices) {
  if (cut === 'location') return choices.locations
  return choices.areaSchemes.find(({ id }) => `area:${id}` === cut)?.areas ?? null
}

/** `per locatie` */
export function cutInWords(cut: View['cut'], { areaSchemes }: ResultsChoices, { say }: Words): string {
  const scheme = areaSchemes.find(({ id }) => `area:${id}` === cut)
  return scheme ? say('choose.cut.area', { scheme: scheme.name }) : say(`choose.cut.${cut || 'none'}`)
}

/** The cuts that this viewer can ask of this view, '' first. Who sees all providers only together does not see them taken
 *  apart: a place may be of one provider alone. */
export function cutsFor({ viewer, locations, areaSchemes }: ResultsChoices, view: View): readonly View['cut'][] {
  if (isOnlyTogether(viewer, view)) return ['']
  return [
    '',
    ...(locations.length > 0 ? (['location'] as const) : []),
    ...areaSchemes.map(({ id }) => `area:${id}` as const),
    'phase',
    'answeredBy',
    'channel',
  ]
}

/** Whether this view is of all providers, for somebody who may not see each of them. */
export function isOnlyTogether(viewer: ResultsChoices['viewer'], view: Pick<View, 'provider'>): boolean {
  return viewer.role !== 'admin' && viewer.provider === null && view.provider === ''
}

import type { ResultsBackground } from '../../shared/results/background.ts'
import { type Comparison, compare } from '../../shared/results/compare.ts'
import { monthsOf } from '../../shared/results/periods.ts'
import { isRounded, type PublishedResults, type ResultRow } from '../../shared/results/results.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import { say } from '../../shared/survey/text.ts'
import type { PublishedThemes } from '../results-themes.ts'
import type { CsvCell } from './csv.ts'

/** A table that stands beside the results: heads with what they mean, in Dutch, and lines. */
export interface BesideTable {
  /** At most 31 characters: the name of its sheet. */
  readonly name: string
  readonly columns: readonly (readonly [name: string, meaning: string])[]
}

const HEAD = [
  ['bijgewerkt_op', 'Dag waarop de cijfers zijn bijgewerkt'],
  ['vragenlijst', 'Code van de vragenlijst'],
  ['versie', 'Versie van de vragenlijst'],
] as const

export const MIRROR_TABLE: BesideTable = {
  name: 'Spiegel',
  columns: [
    ...HEAD,
    ['aanbieder', 'Code van de aanbieder van de eigen cijfers'],
    ['zorgvorm', 'Code van de zorgvorm'],
    ['vraag', 'Code van de vraag'],
    ['vraag_tekst', 'De vraag zoals die is gesteld'],
    ['n', 'Aantal eigen antwoorden'],
    ['deel_gunstig', 'Eigen deel met een gunstig antwoord, 0 tot 1'],
    ['deel_gunstig_laag', 'Ondergrens daarvan (95 % interval van Wilson)'],
    ['deel_gunstig_hoog', 'Bovengrens daarvan'],
    [
      'anderen_n',
      'Aantal antwoorden van alle andere aanbieders van deze zorgvorm samen. Leeg: te weinig, of minder dan drie aanbieders',
    ],
    ['anderen_deel_gunstig', 'Hun deel met een gunstig antwoord, 0 tot 1'],
    ['anderen_laag', 'Ondergrens daarvan (95 % interval van Wilson)'],
    ['anderen_hoog', 'Bovengrens daarvan'],
    ['ongeveer', 'eigen, anderen of beide: deze delen zijn afgerond'],
    [
      'verschil',
      'Hoe het eigen deel bij dat van de anderen ligt (Newcombe). Leeg: een van beide heeft minder dan 30 antwoorden',
    ],
  ],
}

const DIFFERENCES: Readonly<Record<Comparison, string | null>> = {
  higher: 'duidelijk hoger',
  lower: 'duidelijk lager',
  none: 'geen duidelijk verschil',
  few: null,
}

/** The own figures beside those of all others together. */
export function* mirrorLines(
  own: PublishedResults,
  others: PublishedResults,
  surveys: readonly Survey[],
): Generator<readonly CsvCell[]> {
  for (const row of own.rows) {
    const other = others.rows.find(({ question, version, survey }) =>
      [question, version, survey].every((part, at) => part === [row.question, row.version, row.survey][at]),
    )
    if (!other) continue
    const survey = surveys.find(({ id, version }) => id === row.survey && version === row.version)
    const text = survey?.questions.find(({ id }) => id === row.question)?.text ?? {}
    yield [
      ...[own.released, row.survey, row.version, own.filter.provider, own.filter.careType, row.question],
      ...[say(text, 'nl'), ...figureOf(row), ...figureOf(other)],
      roundedOf(row, other),
      DIFFERENCES[compare(row, other)],
    ]
  }
}

function figureOf({ n, share, interval }: ResultRow): readonly CsvCell[] {
  return [n, share, interval?.[0] ?? null, interval?.[1] ?? null]
}

function roundedOf(own: ResultRow, other: ResultRow): string | null {
  const [one, two] = [own, other].map((row) => row.share !== null && isRounded(row))
  if (one && two) return 'beide'
  return one ? 'eigen' : two ? 'anderen' : null
}

export const THEMES_TABLE: BesideTable = {
  name: 'Themas en waarden',
  columns: [
    ...HEAD,
    ['groep', 'Waarop is uitgesplitst, zoals quarter=2026-Q3. Leeg: alles samen'],
    ['soort', 'thema of waarde (een van de vier waarden van cliëntregie)'],
    ['naam', 'Welk thema of welke waarde'],
    ['vragen', 'Codes van de vragen die erin zitten'],
    ['n', 'Aantal antwoorden op deze vragen samen, niet het aantal mensen'],
    ['aantal_gunstig', 'Hoeveel antwoorden daarvan gunstig zijn'],
    [
      'deel_gunstig',
      'Deel van n dat gunstig is, 0 tot 1. Er is geen interval: antwoorden van één persoon hangen samen',
    ],
    ['ongeveer', 'ja: een deel van de cijfers is afgerond'],
  ],
}

const POOL_WORDS = { theme: 'thema', clientValue: 'waarde' } as const

/** Figures by theme and by value. */
export function* themeLines({ released, rows }: PublishedThemes): Generator<readonly CsvCell[]> {
  for (const { survey, version, group, pool, name, questions, n, top, share, about } of rows) {
    const cut = Object.entries(group).map((part) => part.join('='))
    yield [
      ...[released, survey, version, cut.join(' '), POOL_WORDS[pool], name, questions.join(' ')],
      ...[n, top, share, about ? 'ja' : null],
    ]
  }
}

export const BACKGROUND_TABLE: BesideTable = {
  name: 'Achtergrond',
  columns: [
    ['onderdeel', 'ingevuld, bereik of onbetrouwbaar'],
    ['van', 'Eerste maand waarover dit gaat'],
    ['tot_en_met', 'Laatste maand. Bij ingevuld: de maand van de laatste vragenlijst'],
    ['ingevuld', 'Aantal ingevulde vragenlijsten'],
    ['clienten', 'Aantal cliënten, alleen bij bereik. Iemand kan vaker invullen'],
    ['uitleg', 'Waarom een periode niet betrouwbaar is, of wat er niet is meegeteld'],
  ],
}

/** The tables beside the results, for what their columns mean. */
export const BESIDE_TABLES: readonly BesideTable[] = [MIRROR_TABLE, THEMES_TABLE, BACKGROUND_TABLE]

/** How many answered, what part of the clients, and which months are not to be relied on. */
export function* backgroundLines(
  { responses, last, rate, unreliable }: ResultsBackground,
  { from }: PublishedResults['filter'],
): Generator<readonly CsvCell[]> {
  yield ['ingevuld', from, last, responses, null, null]
  if (rate) {
    const note = rate.complete
      ? null
      : 'Van een deel van de kwartalen of plekken is niet bekend hoeveel cliënten er waren'
    yield ['bereik', monthsOf(rate.from)[0], monthsOf(rate.to)[1], rate.responses, rate.clients, note]
  }
  for (const mark of unreliable) yield ['onbetrouwbaar', mark.from, mark.to, null, null, mark.reason]
}

import type { Choice } from '../../shared/results/choices.ts'
import { monthsOf } from '../../shared/results/periods.ts'
import type { PublishedResults, ResultRow } from '../../shared/results/results.ts'
import type { Question, Survey } from '../../shared/survey/survey.ts'
import { say } from '../../shared/survey/text.ts'
import { optionLabels } from '../results.ts'
import type { CsvCell, Flavour, LikeLines } from './csv.ts'

/** What the table needs beside the results: words for ids. */
export interface Names {
  readonly surveys: readonly Survey[]
  readonly providers: readonly Choice[]
  readonly careTypes: readonly Choice[]
  readonly locations: readonly Choice[]
}

/** One answer value of one result row: a line of the file. `value` is null for a row whose figures are hidden. */
interface Line {
  readonly results: PublishedResults
  readonly row: ResultRow
  readonly names: Names
  readonly survey: Survey | undefined
  readonly question: Question | undefined
  /** Of the answers to the question, by value. */
  readonly labels: ReadonlyMap<string, string>
  readonly flavour: Flavour
  readonly value: string | null
}

interface Column {
  readonly name: string
  /** In Dutch, for the codebook. */
  readonly meaning: string
  readonly cell: (line: Line) => CsvCell
  /** There when it differs between the answers of one row; these stand side by side. */
  readonly ofValue?: true
}

const LEVEL_WORDS = {
  hidden: 'niet te zien: te weinig antwoorden',
  provisional: 'voorlopig beeld (10 tot 29 antwoorden)',
  full: 'volledig (30 antwoorden of meer)',
} as const

const MASKED = 'afgerond: bijna iedereen gaf hetzelfde antwoord'

const ABOUT = 'ongeveer: in een deel ervan gaf bijna iedereen hetzelfde antwoord'

function levelOf({ level, masked, about }: ResultRow): string {
  if (about) return ABOUT
  return masked ? MASKED : LEVEL_WORDS[level]
}

const MONTHS_EXPLAINED = 'November 2026 is 2026-M11 in het bestand voor Excel en 2026-11 in het andere bestand'

/** The columns of results.csv, in order; the codebook is made from the same list. */
export const RESULT_COLUMNS: readonly Column[] = [
  { name: 'bijgewerkt_op', meaning: 'Dag waarop de cijfers zijn bijgewerkt', cell: ({ results }) => results.released },
  { name: 'gemeente', meaning: 'De gemeente', cell: ({ results }) => results.municipality },
  { name: 'vragenlijst', meaning: 'Code van de vragenlijst', cell: ({ row }) => row.survey },
  {
    name: 'vragenlijst_naam',
    meaning: 'Naam van de vragenlijst. Begint met VOORBEELD als er verzonnen antwoorden meetellen',
    cell: ({ results, survey }) => (survey ? marked(results, 'VOORBEELD: ', say(survey.title, 'nl')) : null),
  },
  {
    name: 'versie',
    meaning: 'Versie van de vragenlijst. Cijfers van twee versies zijn niet te vergelijken',
    cell: ({ row }) => row.version,
  },
  { name: 'aanbieder', meaning: 'Code van de aanbieder. Leeg: alle aanbieders samen', cell: providerOf },
  {
    name: 'aanbieder_naam',
    meaning: 'Naam van de aanbieder',
    cell: (line) => nameOf(line.names.providers, providerOf(line)),
  },
  { name: 'zorgvorm', meaning: 'Code van de zorgvorm. Leeg: alle zorgvormen samen', cell: careTypeOf },
  {
    name: 'zorgvorm_naam',
    meaning: 'Naam van de zorgvorm',
    cell: (line) => nameOf(line.names.careTypes, careTypeOf(line)),
  },
  {
    name: 'periode',
    meaning: `Maand, kwartaal (2026-Q3) of jaar van deze regel. Leeg: de hele periode samen. ${MONTHS_EXPLAINED}`,
    cell: ({ row, flavour }) => printedPeriod(periodOfRow(row), flavour),
  },
  {
    name: 'van',
    meaning: `Eerste maand die meetelt. Leeg: vanaf het begin. ${MONTHS_EXPLAINED}`,
    cell: (line) => printedPeriod(boundsOf(line)[0], line.flavour),
  },
  {
    name: 'tot_en_met',
    meaning: `Laatste maand die meetelt. Leeg: tot nu. ${MONTHS_EXPLAINED}`,
    cell: (line) => printedPeriod(boundsOf(line)[1], line.flavour),
  },
  { name: 'locatie', meaning: 'Code van de locatie', cell: (line) => cutOf(line, 'location') },
  {
    name: 'locatie_naam',
    meaning: 'Naam van de locatie',
    cell: (line) => nameOf(line.names.locations, cutOf(line, 'location')),
  },
  { name: 'gebied', meaning: 'Soort gebied en code, zoals wijk:noord', cell: areaOf },
  {
    name: 'fase',
    meaning: 'not-started: nog niet begonnen. ongoing: bezig. finished: klaar',
    cell: (line) => cutOf(line, 'phase'),
  },
  {
    name: 'kanaal',
    meaning: 'own-device: eigen telefoon. kiosk: zuil. assisted: met hulp. paper: papier. import: ingelezen',
    cell: (line) => cutOf(line, 'channel'),
  },
  {
    name: 'toegang',
    meaning: 'invited: op uitnodiging. open: open link of poster',
    cell: ({ row }) => row.group.access ?? null,
  },
  {
    name: 'wie_vulde_in',
    meaning: 'self: de cliënt zelf. together: samen. on-behalf: iemand anders',
    cell: ({ row }) => row.group.answeredBy ?? null,
  },
  { name: 'vraag', meaning: 'Code van de vraag', cell: ({ row }) => row.question },
  {
    name: 'vraag_tekst',
    meaning: 'De vraag zoals die is gesteld',
    cell: ({ question }) => say(question?.text ?? {}, 'nl'),
  },
  {
    name: 'soort',
    meaning: 'Soort vraag, zie de regels soort in dit codeboek. Cijfers van twee soorten worden nooit samengenomen',
    cell: ({ row }) => row.kind,
  },
  { name: 'niveau', meaning: 'hidden, provisional of full', cell: ({ row }) => row.level },
  {
    name: 'niveau_uitleg',
    meaning: 'Het niveau in woorden. Begint met voorbeeldcijfers als er verzonnen antwoorden meetellen',
    cell: ({ results, row }) => marked(results, 'voorbeeldcijfers, ', levelOf(row)),
  },
  {
    name: 'n',
    meaning: 'Aantal antwoorden dat meetelt. Staat op elke regel van de vraag: niet optellen',
    cell: ({ row }) => row.n,
  },
  { name: 'weet_niet', meaning: 'Aantal keer Weet ik niet; telt niet mee in n', cell: ({ row }) => row.dontKnow },
  { name: 'overgeslagen', meaning: 'Aantal keer overgeslagen; telt niet mee in n', cell: ({ row }) => row.skipped },
  {
    name: 'past_niet',
    meaning: 'Aantal keer Past niet bij mij; telt niet mee in n',
    cell: ({ row }) => row.notApplicable,
  },
  { name: 'antwoord', meaning: 'Code van het antwoord op deze regel', cell: ({ value }) => value, ofValue: true },
  { name: 'antwoord_tekst', meaning: 'Het antwoord in woorden', cell: labelOf, ofValue: true },
  {
    name: 'aantal',
    meaning:
      'Hoe vaak dit antwoord is gegeven. Leeg onder 30 antwoorden, onder 100 als bijna iedereen hetzelfde antwoord gaf, en als het cijfer ongeveer is',
    cell: ({ row, value }) => (value === null ? null : (row.counts?.[value] ?? null)),
    ofValue: true,
  },
  {
    name: 'deel',
    meaning:
      'Deel van n dat dit antwoord gaf, 0 tot 1. Van 10 tot 29 antwoorden afgerond op 0,05. Onder 100 antwoorden nooit meer dan 0,95',
    cell: ({ row, value }) => (value === null ? null : (row.distribution?.[value] ?? null)),
    ofValue: true,
  },
  {
    name: 'deel_gunstig',
    meaning:
      'Deel van n met een gunstig antwoord, 0 tot 1. Van 10 tot 29 antwoorden afgerond op 0,05. Onder 100 antwoorden nooit minder dan 0,05 of meer dan 0,95',
    cell: ({ row }) => row.share,
  },
  {
    name: 'deel_gunstig_laag',
    meaning: 'Ondergrens van deel_gunstig (95 % interval van Wilson)',
    cell: ({ row }) => row.interval?.[0] ?? null,
  },
  {
    name: 'deel_gunstig_hoog',
    meaning: 'Bovengrens van deel_gunstig (95 % interval van Wilson)',
    cell: ({ row }) => row.interval?.[1] ?? null,
  },
  {
    name: 'gemiddelde',
    meaning: 'Gemiddeld rapportcijfer met een decimaal, vanaf 30 antwoorden',
    cell: ({ row }) => (row.mean === null ? null : Math.round(row.mean * 10 + 1e-9) / 10),
  },
  {
    name: 'voorgangers',
    meaning: 'Codes van de voorgangers die meetellen bij de aanbieder. Leeg: geen',
    cell: ({ results, row }) => (row.group.provider === undefined ? results.filter.with.join(' ') || null : null),
  },
]

const FIRST_OF_VALUE = RESULT_COLUMNS.findIndex(({ ofValue }) => ofValue)
const OF_VALUE = RESULT_COLUMNS.filter(({ ofValue }) => ofValue)
const START = RESULT_COLUMNS.slice(0, FIRST_OF_VALUE)
const END = RESULT_COLUMNS.slice(FIRST_OF_VALUE + OF_VALUE.length)

/** The lines of results.csv, a row at a time: one for each answer, and one without figures for a hidden row. */
export function* resultLines(results: PublishedResults, names: Names, flavour: Flavour): Generator<LikeLines> {
  for (const row of results.rows) {
    const survey = names.surveys.find(({ id, version }) => id === row.survey && version === row.version)
    const question = survey?.questions.find(({ id }) => id === row.question)
    const labels = question ? optionLabels(question) : new Map<string, string>()
    const line = { results, row, names, survey, question, labels, flavour, value: null }
    const values = row.distribution === null ? [null] : Object.keys(row.distribution)
    yield {
      start: START.map((column) => column.cell(line)),
      each: values.map((value) => OF_VALUE.map((column) => column.cell({ ...line, value }))),
      end: END.map((column) => column.cell(line)),
    }
  }
}

/** The same, a line at a time. */
export function* singleLines(rows: Iterable<LikeLines>): Generator<readonly CsvCell[]> {
  for (const { start, each, end } of rows) for (const cells of each) yield [...start, ...cells, ...end]
}

/** Marks stand in columns that are always there: a file with example figures has the same shape as any other. */
function marked(results: PublishedResults, mark: string, text: string): string {
  return results.demo ? mark + text : text
}

function providerOf({ results, row }: Line): string | null {
  return row.group.provider ?? results.filter.provider
}

function careTypeOf({ results, row }: Line): string | null {
  return row.group.careType ?? results.filter.careType
}

function cutOf({ results, row }: Line, cut: 'location' | 'phase' | 'channel'): string | null {
  return row.group[cut] ?? results.filter[cut]
}

function areaOf({ results, row }: Line): string | null {
  const scheme = results.filter.area?.split(':')[0]
  return row.group.area === undefined ? results.filter.area : `${scheme}:${row.group.area}`
}

function nameOf(things: readonly Choice[], id: string | null): string | null {
  return things.find((thing) => thing.id === id)?.name ?? null
}

function periodOfRow({ group }: ResultRow): string | null {
  return group.month ?? group.quarter ?? group.year ?? null
}

/** A Dutch Excel reads `2026-11` as a day; with an M before the month it stays text. */
function printedPeriod(period: string | null, flavour: Flavour): string | null {
  return flavour === 'nl' && period !== null ? period.replace(/-(?=\d\d$)/, '-M') : period
}

function boundsOf({ results, row }: Line): readonly [string | null, string | null] {
  const { from, to } = results.filter
  const period = periodOfRow(row)
  if (period === null) return [from, to]
  const [first, last] = monthsOf(period)
  return [from !== null && from > first ? from : first, to !== null && to < last ? to : last]
}

function labelOf({ question, labels, value }: Line): string | null {
  return question && value !== null ? (labels.get(value) ?? value) : null
}

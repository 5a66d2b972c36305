import type { OfferedLanguage } from '../../shared/results/choices.ts'
import { MANY_FROM, MASKED_BELOW } from '../../shared/results/masked.ts'
import { FULL_FROM, hasResult, valuesOf } from '../../shared/results/row.ts'
import { topValues } from '../../shared/results/statistics.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import type { Origin } from '../../shared/survey/check.ts'
import type { Question, QuestionKind, Survey } from '../../shared/survey/survey.ts'
import { say } from '../../shared/survey/text.ts'
import { optionLabels } from '../results.ts'
import { BESIDE_TABLES } from './beside-tables.ts'
import type { CsvCell } from './csv.ts'
import { RESULT_COLUMNS } from './results-table.ts'

export const CODEBOOK_COLUMNS = ['onderdeel', 'vragenlijst', 'versie', 'vraag', 'naam', 'waarde', 'uitleg'] as const

/** How figures are made, as a name and a text. */
export const METHOD: readonly (readonly [string, string])[] = [
  [
    'drempel',
    `Onder ${THRESHOLD} antwoorden tonen wij niets. Wij laten dan vaak nog een cijfer weg, zodat niemand het kan uitrekenen.`,
  ],
  [
    'voorlopig',
    `Van ${THRESHOLD} tot ${FULL_FROM - 1} antwoorden is het een voorlopig beeld: delen afgerond op 0,05, geen aantal per antwoord en geen gemiddelde.`,
  ],
  [
    'bijna iedereen',
    `Gaf bijna iedereen hetzelfde antwoord, en zijn er minder dan ${MASKED_BELOW}? Dan staat er hooguit 0,95 (0,9 onder ${MANY_FROM} antwoorden), en geen aantal.`,
  ],
  [
    'ongeveer',
    `Gaf in een deel van de periode of van de groep bijna iedereen hetzelfde antwoord? Dan is het geheel soms ook ongeveer: delen afgerond op 0,01, geen aantal. Zo kan niemand dat deel uitrekenen.`,
  ],
  ['kleine maanden', 'Een maand met te weinig antwoorden telt alleen mee in het hele kwartaal, of in het hele jaar.'],
  ['basis', 'Weet ik niet, overgeslagen en past niet tellen niet mee in n en niet in de delen.'],
  ['samen', 'Cijfers over meer groepen zijn berekend uit alle antwoorden samen, niet als gemiddelde van gemiddelden.'],
  ['interval', 'Interval van Wilson, 95 procent, zonder continuïteitscorrectie (Wilson 1927).'],
  [
    'verschil',
    'Twee delen verschillen als 0 niet in het 95 procent-interval van Newcombe ligt (Newcombe 1998, methode 10).',
  ],
  ['bijwerken', 'Nieuwe antwoorden van een groep en maand tellen pas mee als er ten minste 10 nieuwe zijn.'],
  [
    'voorbeeld',
    'Staat er VOORBEELD voor de naam van de vragenlijst? Dan tellen er verzonnen antwoorden mee. Gebruik die cijfers niet voor een gesprek of een besluit.',
  ],
  ['gebruik', 'Deze cijfers helpen bij het gesprek. Ze zijn geen oordeel.'],
]

/** What the column `soort` says, and what counts as favourable there. */
const KINDS: Readonly<Record<Exclude<QuestionKind, 'text'>, string>> = {
  faces3: 'Drie gezichten: 1 is het minst goed, 3 het best. Gunstig is 3',
  faces5: 'Vijf gezichten: 1 is het minst goed, 5 het best. Gunstig is 4 of 5',
  agree5: 'Een stelling: 1 is helemaal oneens, 5 is helemaal eens. Gunstig is 4 of 5',
  'yes-no': 'Ja of nee: 0 is nee, 1 is ja. Gunstig is 1',
  grade10: 'Een rapportcijfer van 1 tot en met 10. Gunstig is 6 of hoger',
  choice: 'Kiezen uit een lijst: één antwoord. Gunstig bestaat hier niet',
  choices:
    'Kiezen uit een lijst: meer antwoorden mogen. De delen kunnen samen meer dan 1 zijn. Gunstig bestaat hier niet',
}

const WORDING = {
  own: 'Zelf geschreven vragen.',
  unverified: 'De precieze tekst is niet nagekeken bij de bron.',
} as const

/** A published version of a survey, with where its words come from; null for a version that is not current any more. */
export interface BookSurvey {
  readonly survey: Survey
  readonly origin: Origin | null
  /** [] for a version that is not current any more. */
  readonly languages: readonly OfferedLanguage[]
}

/** The lines of codebook.csv: method, columns of results.csv and of the tables beside it, and every question of these surveys with its answers. */
export function* codebookLines(surveys: readonly BookSurvey[]): Generator<readonly CsvCell[]> {
  for (const [name, text] of METHOD) yield ['methode', null, null, null, name, null, text]
  for (const { name, meaning } of RESULT_COLUMNS) yield ['kolom', null, null, null, name, null, meaning]
  for (const table of BESIDE_TABLES)
    for (const [name, meaning] of table.columns) yield [`kolom ${table.name}`, null, null, null, name, null, meaning]
  for (const [kind, text] of Object.entries(KINDS)) yield ['soort', null, null, null, kind, null, text]
  for (const { survey, origin, languages } of surveys) {
    const head = [survey.id, survey.version, null] as const
    yield ['vragenlijst', ...head, 'titel', null, say(survey.title, 'nl')]
    if (origin) {
      yield ['vragenlijst', ...head, 'tekst', origin.wording, WORDING[origin.wording]]
      yield ['vragenlijst', ...head, 'bron', null, origin.source]
    }
    for (const language of languages) yield ['vragenlijst', ...head, 'taal', language.id, languageText(language)]
    for (const question of survey.questions.filter(hasResult)) yield* questionLines(survey, question)
  }
}

const BY: Readonly<Record<OfferedLanguage['by'], string>> = {
  none: 'nog niet vertaald, mensen lezen Nederlands',
  machine: 'automatisch vertaald',
  person: 'geschreven door mensen',
  unknown: 'niet bekend wie dit schreef',
}

function languageText({ name, by, checked }: OfferedLanguage): string {
  if (by === 'none') return `${name}: ${BY.none}.`
  return `${name}: ${BY[by]}, ${checked ? 'nagekeken' : 'nog niet nagekeken'}.`
}

function* questionLines(survey: Survey, question: Question): Generator<readonly CsvCell[]> {
  const head = [survey.id, survey.version, question.id] as const
  yield ['vraag', ...head, question.kind, null, say(question.text, 'nl')]
  if (question.national !== undefined) {
    yield ['vraag', ...head, 'landelijk_onderwerp', question.national, 'Nummer van het landelijke Wmo-onderwerp']
  }
  const top = topValues(question.kind)?.map(String)
  const labels = optionLabels(question)
  for (const value of valuesOf(question)) {
    const side = top === undefined ? null : top.includes(value) ? 'gunstig' : 'niet gunstig'
    yield ['antwoord', ...head, side, value, labels.get(value) ?? value]
  }
}

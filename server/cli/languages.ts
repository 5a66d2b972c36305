import { type LanguageReport, reportLine } from '../../shared/survey/language-report.ts'
import { type Command, type Given, isOn, type Outcome, text } from './command.ts'
import { municipalityFolder, offeredLanguages, readSurveyTexts, reportOf } from './survey-texts.ts'
import { table } from './table.ts'
import { settingsOf } from './workplace.ts'

/** The command that says which texts are missing or outdated in which language. */
export const languageCommands: readonly Command[] = [
  {
    name: 'survey languages',
    usage: '[MAP] [--language TAAL] [--brief]',
    summary: 'Zegt per taal welke teksten ontbreken of verouderd zijn.',
    about: [
      'Een tekst die ontbreekt, lezen mensen in het Nederlands. Verouderd: het Nederlands is na het vertalen veranderd.',
      'Zonder stempel: niets zegt uit welk Nederlands is vertaald (zie survey stamp).',
      'Met --language: elke tekst van die taal, ook in lijsten die de taal nog niet hebben. Met --brief: een regel per taal.',
    ],
    example: 'survey languages --language tr',
    options: { language: { type: 'string' }, brief: { type: 'boolean' } },
    positionals: { min: 0, max: 1 },
    run: tellLanguages,
  },
]

function tellLanguages(given: Given): Outcome {
  const { books } = readSurveyTexts(municipalityFolder(given))
  const { textDir } = settingsOf(given.io)
  const asked = text(given.values, 'language')
  const reports = (asked === null ? offeredLanguages(books) : [asked]).map((language) =>
    reportOf(books, language, textDir, asked !== null),
  )
  const lines = reports.map(reportLine)
  const details = isOn(given.values, 'brief') ? [] : [places(reports), ...(asked === null ? [] : reports.map(lists))]
  return { json: { languages: reports }, text: [lines.join('\n'), ...details].filter(Boolean).join('\n\n') }
}

function places(reports: readonly LanguageReport[]): string {
  const rows = reports.flatMap(({ language, places: own }) =>
    own
      .filter(({ missing, outdated }) => missing + outdated > 0)
      .map(({ place, texts, missing, outdated }) => [language, place, `${texts}`, `${missing}`, `${outdated}`]),
  )
  return table(['taal', 'plek', 'teksten', 'ontbreekt', 'verouderd'], rows, '')
}

function lists({ missing, outdated }: LanguageReport): string {
  const part = (title: string, found: LanguageReport['missing']) =>
    found.length === 0 ? [] : [title, ...found.map(({ where, text: said }) => `  ${where}: ${said}`)]
  return [...part('Ontbreekt:', missing), ...part('Verouderd:', outdated)].join('\n')
}

import { toTranslate } from '../../shared/survey/coverage.ts'
import { textDigest } from '../../shared/survey/provenance.ts'
import type { TextBook } from '../../shared/survey/text-book.ts'
import { LANGUAGES } from '../languages.ts'
import { orElse } from '../or-else.ts'
import { type Command, type Given, isOn, type Outcome, text, texts, wrongUse } from './command.ts'
import { municipalityFolder, publishedOf, readSurveyTexts } from './survey-texts.ts'
import { planFiles, translationFile, translationText } from './translation-files.ts'
import { languageOf, writePlan } from './translations.ts'

/** Commands that say something about texts that are there, and offer languages. */
export const stampCommands: readonly Command[] = [
  {
    name: 'survey stamp',
    usage: '[MAP] --language TAAL [--only PLEK] [--written-by NAAM] [--checked-by NAAM] [--machine]',
    summary: 'Zegt dat de teksten van een taal bij het Nederlands van nu horen, en wie ze schreef en nakeek.',
    about: [
      'Voor wie teksten met de hand schreef of nakeek. Kijk ze eerst na: hierna is niets meer verouderd.',
      'Met --only alleen die plek, zoals utrecht/taalles, scales of pictures; mag vaker.',
      '--written-by begint "about" opnieuw: zonder --machine is het mensenwerk.',
    ],
    example: 'survey stamp --language tr --only utrecht/taalles --checked-by "Ayşe, tolk"',
    options: {
      language: { type: 'string' },
      only: { type: 'string', multiple: true },
      'written-by': { type: 'string' },
      'checked-by': { type: 'string' },
      machine: { type: 'boolean' },
    },
    positionals: { min: 0, max: 1 },
    run: stamp,
  },
  {
    name: 'survey offer',
    usage: '[MAP] --language TAAL [--language TAAL]',
    summary: 'Zet talen bij alle vragenlijsten, ook als er nog niets in vertaald is.',
    about: [
      'Wat nog niet vertaald is, lezen mensen in het Nederlands.',
      'Is een lijst al in gebruik (de database in DATA_DIR weet dat), dan gaat "version" één omhoog.',
    ],
    example: 'survey offer --language tr --language ar',
    options: { language: { type: 'string', multiple: true } },
    positionals: { min: 0, max: 1 },
    run: offer,
  },
]

function stamp(given: Given): Outcome {
  const language = languageOf(given)
  const folder = municipalityFolder(given)
  const before = readSurveyTexts(folder)
  const written = before.books.filter((book) => book.translations.has(language) && !book.fixed.includes(language))
  const only = texts(given.values, 'only')
  const places = written.map(({ place }) => place)
  const unknown = only.find((place) => !places.includes(place))
  if (unknown !== undefined) throw wrongUse(`Op de plek "${unknown}" is geen ${language}. ${orElse(unknown, places)}`)
  const books = only.length === 0 ? written : written.filter(({ place }) => only.includes(place))
  const files = new Map(books.map((book) => [translationFile(book, language), stamped(book, language, given)]))
  const plan = planFiles(folder, before, files, { languages: [], to: () => false }, publishedOf(given, folder))
  writePlan(folder, plan)
  const names = [...plan.files.keys()]
  return { json: { language, files: names }, text: [`Bijgewerkt: ${names.length} bestanden.`, ...names].join('\n') }
}

function stamped(book: TextBook, language: string, given: Given): string {
  const own = book.translations.get(language)
  const said = own?.texts ?? new Map<string, string>()
  const sentences = toTranslate(book).filter(({ path }) => said.has(path) && language !== book.first)
  const of = Object.fromEntries(sentences.map(({ path, text: dutch }) => [path, textDigest(dutch)]))
  const writtenBy = text(given.values, 'written-by')
  const checkedBy = text(given.values, 'checked-by')
  const old = own?.about ?? null
  const fresh = writtenBy === null ? old : { writtenBy, checkedBy: null, machine: isOn(given.values, 'machine') }
  const about = fresh && checkedBy !== null ? { ...fresh, checkedBy } : fresh
  return translationText(book, about, { place: book.place, texts: said, of })
}

function offer(given: Given): Outcome {
  const languages = texts(given.values, 'language')
  if (languages.length === 0) throw wrongUse('--language ontbreekt. Bijvoorbeeld: --language tr')
  const unknown = languages.find((language) => !LANGUAGES.includes(language))
  if (unknown !== undefined) throw wrongUse(`De taal "${unknown}" is er niet. ${orElse(unknown, LANGUAGES)}`)
  const folder = municipalityFolder(given)
  const plan = planFiles(
    folder,
    readSurveyTexts(folder),
    new Map(),
    { languages, to: ({ languages: own }) => own !== null },
    publishedOf(given, folder),
  )
  writePlan(folder, plan)
  const told = plan.raised.length > 0 ? [`Al in gebruik, dus een nieuwe versie: ${plan.raised.join(', ')}.`] : []
  const { offered, raised } = plan
  return {
    json: { languages, offered, raised },
    text: [`De talen staan nu bij: ${offered.join(', ') || 'alle lijsten al'}.`, ...told].join('\n'),
  }
}

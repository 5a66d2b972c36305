import { writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import {
  type Application,
  applyPhrases,
  type NewTexts,
  type TranslatedPhrase,
} from '../../shared/survey/apply-phrases.ts'
import { collectPhrases, type Phrase } from '../../shared/survey/phrases.ts'
import type { About } from '../../shared/survey/provenance.ts'
import type { TextBook } from '../../shared/survey/text-book.ts'
import { LANGUAGES } from '../languages.ts'
import { orElse } from '../or-else.ts'
import { type Command, CommandError, type Given, isOn, needed, type Outcome, text } from './command.ts'
import { readPhrases } from './phrase-file.ts'
import { municipalityFolder, publishedOf, readSurveyTexts } from './survey-texts.ts'
import { type Plan, planFiles, translationFile, translationText } from './translation-files.ts'
import { writeFilesTogether } from './write-files.ts'

/** Commands for translators: every phrase out once, its translation in everywhere. */
export const translationCommands: readonly Command[] = [
  {
    name: 'survey phrases',
    usage: '[MAP] --language TAAL [--all] [--out BESTAND]',
    summary: 'Geeft de teksten die nog vertaald moeten worden, elke tekst één keer.',
    about: [
      'Schrijft JSON. Zet bij elke tekst de vertaling in "to" en geef het bestand aan survey translate.',
      'Met --all ook wat al vertaald is; dat staat dan in "now".',
    ],
    example: 'survey phrases --language tr --out tr-phrases.json',
    options: { language: { type: 'string' }, all: { type: 'boolean' }, out: { type: 'string' } },
    positionals: { min: 0, max: 1 },
    run: givePhrases,
  },
  {
    name: 'survey translate',
    usage: '[MAP] --language TAAL --from BESTAND --written-by NAAM [--machine]',
    summary: 'Zet vertaalde teksten in alle vragenlijsten, antwoorden en beschrijvingen.',
    about: [
      'BESTAND is wat survey phrases schreef, met "to" erbij; - is de invoer. Zonder "to": nog niet vertaald.',
      'Met "only": ["utrecht/taalles questions.beter.options.tijd"] geldt een vertaling alleen daar.',
      'Klopt er één regel niet, dan verandert er niets. Twee keer hetzelfde geven kan geen kwaad.',
      'Is een lijst al in gebruik (de database in DATA_DIR weet dat), dan gaat "version" één omhoog.',
    ],
    example: 'survey translate --language tr --from tr-phrases.json --written-by "Ayşe, tolk"',
    options: {
      language: { type: 'string' },
      from: { type: 'string' },
      'written-by': { type: 'string' },
      machine: { type: 'boolean' },
    },
    positionals: { min: 0, max: 1 },
    run: translate,
  },
]

function givePhrases(given: Given): Outcome {
  const language = languageOf(given)
  const { books } = readSurveyTexts(municipalityFolder(given))
  const phrases: readonly Phrase[] = collectPhrases(books, language, isOn(given.values, 'all'))
  const json = { language, phrases }
  const written = `${JSON.stringify(json, null, 2)}\n`
  const out = text(given.values, 'out')
  if (out === null) return { json, text: written.trimEnd() }
  writeFileSync(resolve(out), written)
  return { json: { language, out, phrases: phrases.length }, text: `${phrases.length} teksten geschreven in ${out}.` }
}

/** A language that the product has a name for. Throws `unknown-language`. */
export function languageOf(given: Given): string {
  const language = needed(given.values, 'language', 'tr')
  if (LANGUAGES.includes(language)) return language
  const mend = 'Zet een nieuwe taal eerst in client/text/languages.json.'
  throw new CommandError('unknown-language', `De taal "${language}" is er niet. ${orElse(language, LANGUAGES)} ${mend}`)
}

async function translate(given: Given): Promise<Outcome> {
  const language = languageOf(given)
  const phrases = await readPhrases(needed(given.values, 'from', 'tr-phrases.json'), language, given.io)
  const by = { writtenBy: needed(given.values, 'written-by', '"Ayşe, tolk"'), machine: isOn(given.values, 'machine') }
  const folder = municipalityFolder(given)
  const before = readSurveyTexts(folder)
  const applied = applyPhrases(before.books, language, phrases)
  if (!applied.ok) throw refusal(applied)
  const bookAt = new Map(before.books.map((book) => [book.place, book]))
  const files = new Map<string, string>()
  for (const changed of applied.changed) {
    const book = bookAt.get(changed.place)
    if (book) files.set(translationFile(book, language), newText(book, language, by, changed))
  }
  const spoken = new Set(applied.changed.map(({ place }) => place))
  const has = (book: TextBook) => spoken.has(book.place) || book.translations.has(language)
  const plan = planFiles(folder, before, files, { languages: [language], to: has }, publishedOf(given, folder))
  writePlan(folder, plan)
  const left = collectPhrases(readSurveyTexts(folder).books, language, false).length
  return translated({ language, plan, left, changed: applied.changed, reused: applied.reused, given: phrases })
}

/** Writes the files of a plan. */
export function writePlan(folder: string, { files }: Plan): void {
  writeFilesTogether(new Map([...files].map(([name, content]) => [join(dirname(folder), name), content])))
}

function refusal({ troubles }: Extract<Application, { ok: false }>): CommandError {
  const count = troubles.length === 1 ? '1 regel klopt' : `${troubles.length} regels kloppen`
  return new CommandError('faulty-phrases', [`${count} niet; er is niets veranderd.`, ...troubles].join('\n  - '))
}

/** New texts have not been checked, whoever checked the old ones. */
function newText(book: TextBook, language: string, by: Pick<About, 'writtenBy' | 'machine'>, texts: NewTexts): string {
  const old = book.translations.get(language)?.about
  const about = {
    writtenBy: !old || old.writtenBy.includes(by.writtenBy) ? (old?.writtenBy ?? by.writtenBy) : both(old, by),
    checkedBy: null,
    machine: by.machine || (old?.machine ?? false),
  }
  return translationText(book, about, texts)
}

function both(old: About, by: Pick<About, 'writtenBy'>): string {
  const together = `${old.writtenBy}; ${by.writtenBy}`
  return together.length > 200 ? by.writtenBy : together
}

interface Done {
  readonly language: string
  readonly plan: Plan
  readonly left: number
  readonly changed: readonly NewTexts[]
  readonly reused: number
  readonly given: readonly TranslatedPhrase[]
}

function translated({ language, plan, left, changed, reused, given }: Done): Outcome {
  const files = [...plan.files.keys()]
  const empty = given.filter(({ to }) => typeof to !== 'string').length
  const lines = [
    files.length === 0
      ? 'Er is niets veranderd: alles stond er al.'
      : `Geschreven: ${files.length} bestanden (${language}).`,
    ...(reused > 0 ? [`${reused} teksten kwamen uit een andere lijst die ze al had.`] : []),
    ...(plan.offered.length > 0 ? [`De taal staat nu bij: ${plan.offered.join(', ')}.`] : []),
    ...(plan.raised.length > 0 ? [`Al in gebruik, dus een nieuwe versie: ${plan.raised.join(', ')}.`] : []),
    ...(empty > 0 ? [`Nog zonder "to" in het bestand: ${empty}.`] : []),
    left === 0
      ? 'Er is niets meer te vertalen.'
      : `Nog te vertalen: ${left} teksten (survey phrases --language ${language}).`,
  ]
  const { offered, raised } = plan
  return {
    json: { language, files, places: changed.map(({ place }) => place), reused, offered, raised, empty, left },
    text: lines.join('\n'),
  }
}

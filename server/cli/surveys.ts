import { existsSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { describeFaults, type Fault, problemText } from '../../shared/survey/fault.ts'
import { describeFindings } from '../../shared/survey/language/report.ts'
import { countFindings } from '../../shared/survey/language-check.ts'
import { reportLine } from '../../shared/survey/language-report.ts'
import type { TextBook } from '../../shared/survey/text-book.ts'
import { databaseFileOf } from '../data-folder.ts'
import { checkLanguageOf, type LanguageReport } from '../language-files.ts'
import { type LoadedMunicipality, loadMunicipality } from '../municipality-files.ts'
import { knownProviders, ownerFaults } from '../own-item-owners.ts'
import { publicationFaults } from '../publish-surveys.ts'
import { keptIn } from '../store/sqlite-published.ts'
import { type LoadedSurveys, loadSurveys, unknownFolder } from '../survey-files.ts'
import { type Command, type Given, isOn, type Outcome } from './command.ts'
import { offeredLanguages, reportOf } from './survey-texts.ts'
import { orCannotStart, settingsOf } from './workplace.ts'

/** Commands for authors of surveys; they make no database and change nothing in one. */
export const surveyCommands: readonly Command[] = [
  {
    name: 'survey check',
    usage: '[MAP] [--tips]',
    summary: 'Kijkt alle vragenlijsten na en noemt alle fouten. Kijkt ook of de taal makkelijk is.',
    about: [
      'Zonder MAP: de map van uw gemeente. Met MAP: een andere gemeente, of één vragenlijst.',
      'Bij elke fout staat in welk bestand en op welke plek, wat er mis is en hoe u het goed maakt.',
      'Is er een database in DATA_DIR, dan kijkt de opdracht ook of een lijst die al in gebruik is, nog dezelfde is. Dan',
      'noemt zij dezelfde fouten als de start van de server. Zij leest alleen; de server mag gewoon doorgaan.',
      'Voor een MAP van een andere gemeente dan MUNICIPALITY kijkt de opdracht dat niet na.',
      'De Taalcheck noemt per zin de regel (T1 tot en met T13), het woord en een gewoner woord. Een fout houdt tegen,',
      '"let op" niet. Met --tips ziet u ook de tips, zoals lange woorden.',
    ],
    example: 'survey check surveys/utrecht',
    options: { tips: { type: 'boolean' } },
    positionals: { min: 0, max: 1 },
    run: checkSurveys,
  },
  {
    name: 'survey language',
    usage: '[MAP] [--tips]',
    summary: 'Kijkt alleen of de taal makkelijk is (de Taalcheck).',
    about: ['Als bij survey check, zonder de andere controles.'],
    example: 'survey language surveys/utrecht/regiotaxi --tips',
    options: { tips: { type: 'boolean' } },
    positionals: { min: 0, max: 1 },
    run: checkLanguageOnly,
  },
  {
    name: 'survey schema',
    usage: '',
    summary: 'Schrijft de schemabestanden waarmee een tekstverwerker voor code meekijkt.',
    about: ['Nodig nadat het formaat van de vragenlijsten is veranderd.'],
    example: 'survey schema',
    options: {},
    run: writeSchemas,
  },
]

function checkSurveys(given: Given): Outcome {
  const { dataDir, textDir } = settingsOf(given.io)
  const { asked, folder, own, oneSurvey, concerns } = placeOf(given)
  const loaded = loadSurveys(folder)
  const municipality = loadMunicipality(folder)
  const { comparedWith, changed, told } = compare(loaded, municipality, own ? databaseFileOf(dataDir) : null)
  const read = [municipality, loaded]
  const language = languageOf(folder, concerns)
  const found = [...read.flatMap((one) => (one.ok ? [] : one.faults)), ...changed, ...language.faults]
  const faults = unique(found).filter((fault) => concerns(fault) || language.faults.includes(fault))
  const warnings = loaded.warnings.filter(concerns)
  if (faults.length > 0) return faulty(faults, warnings, language)
  const ids = loaded.ok
    ? loaded.surveys.map(({ survey }) => survey.id).filter((id) => !oneSurvey || id === basename(asked))
    : []
  const count = ids.length === 1 ? '1 vragenlijst' : `${ids.length} vragenlijsten`
  const lines = [`Geen fouten in ${count}: ${ids.join(', ')}.`, ...told, ...remarks(warnings)]
  const translations = loaded.ok && municipality.ok ? translationLines(loaded, municipality.book, textDir) : []
  const outcome = languageOutcome(language, isOn(given.values, 'tips'))
  return {
    ...outcome,
    json: { ...outcome.json, surveys: ids, faults, warnings, comparedWith, translations },
    text: [...lines, ...translations, outcome.text].join('\n'),
  }
}

/** What is missing or outdated, a line a language; no fault, for people read the first language there. */
function translationLines(
  loaded: Extract<LoadedSurveys, { ok: true }>,
  help: TextBook,
  textDir: string,
): readonly string[] {
  const books = [...loaded.surveys.map(({ book }) => book), ...loaded.shared, help]
  return offeredLanguages(books).map((language) => reportLine(reportOf(books, language, textDir)))
}

/** The folder that a command is about. */
function placeOf({ io, positionals }: Given) {
  const { surveysDir, municipality } = settingsOf(io)
  const own = join(surveysDir, municipality)
  const asked = resolve(positionals[0] ?? own)
  const oneSurvey = existsSync(join(asked, 'survey.json'))
  const folder = oneSurvey ? dirname(asked) : asked
  const concerns = ({ file }: Fault) => !oneSurvey || file.startsWith(`${basename(folder)}/${basename(asked)}/`)
  return { asked, folder, own: folder === own, oneSurvey, concerns }
}

function checkLanguageOnly(given: Given): Outcome {
  const { folder, concerns } = placeOf(given)
  const unknown = unknownFolder(folder)
  const language = languageOf(folder, concerns)
  const faults = [...(unknown ? [unknown] : []), ...language.faults]
  return faults.length > 0 ? faulty(faults, [], language) : languageOutcome(language, isOn(given.values, 'tips'))
}

function languageOf(folder: string, concerns: (fault: Fault) => boolean): LanguageReport {
  const report = checkLanguageOf(folder)
  return { ...report, findings: report.findings.filter(concerns) }
}

function languageOutcome({ checked, findings }: LanguageReport, tips: boolean): Outcome {
  const { error } = countFindings(findings)
  const text = checked
    ? describeFindings(findings, { tips })
    : 'Geen Taalcheck: naast de gemeente is geen map language.'
  const message = `De Taalcheck vindt ${error === 1 ? '1 fout' : `${error} fouten`}.`
  return {
    json: { ok: error === 0, language: { checked, findings } },
    text,
    ...(error === 0 ? {} : { problem: { code: 'hard-language', message } }),
  }
}

interface Comparison {
  /** The database file; null when nothing was compared. */
  readonly comparedWith: string | null
  /** What the start would refuse: another content is published already, or an own question is nobody's. */
  readonly changed: readonly Fault[]
  /** Lines that say what was compared. */
  readonly told: readonly string[]
}

/** `file` is the database of that municipality; null where it is another's. */
function compare(loaded: LoadedSurveys, municipality: LoadedMunicipality, file: string | null): Comparison {
  if (!loaded.ok) return { comparedWith: null, changed: [], told: [] }
  const isThere = file !== null && existsSync(file)
  const { published, providers } = isThere ? orCannotStart(() => keptIn(file)) : { published: [], providers: [] }
  const unowned = municipality.ok
    ? ownerFaults(knownProviders(providers, municipality.municipality), loaded.surveys)
    : []
  if (isThere) {
    const changed = orCannotStart(() => publicationFaults(published, loaded.surveys))
    const told = `Wat al in gebruik is, is niet veranderd (vergeleken met ${file}).`
    return { comparedWith: file, changed: [...changed, ...unowned], told: [told] }
  }
  const told =
    file === null ? [] : [`Niet vergeleken met wat al in gebruik is: er is geen database in ${dirname(file)}.`]
  return { comparedWith: null, changed: unowned, told }
}

function remarks(warnings: readonly Fault[]): readonly string[] {
  return warnings.map(
    (warning) =>
      `Let op: ${warning.file} ${warning.path}: ${problemText(warning)} Zo maakt u het goed: ${warning.mend}`,
  )
}

/** Of the language only errors are shown here: the rest can wait until the files can be used. */
function faulty(faults: readonly Fault[], warnings: readonly Fault[], { checked, findings }: LanguageReport): Outcome {
  const message =
    faults.length === 1 ? 'Er is 1 fout in de bestanden.' : `Er zijn ${faults.length} fouten in de bestanden.`
  const errors = findings.filter(({ severity }) => severity === 'error')
  const language = errors.length > 0 ? [describeFindings(errors, { tips: false })] : []
  return {
    json: { ok: false, faults, warnings, language: { checked, findings } },
    text: [describeFaults(faults), ...remarks(warnings), ...language].join('\n'),
    problem: { code: 'faulty-files', message },
  }
}

/** Two loaders read some of the same files. */
function unique(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}

async function writeSchemas(given: Given): Promise<Outcome> {
  const { surveysDir } = settingsOf(given.io)
  // Only here: it needs a package that the server itself does without.
  const { surveyJsonSchemas } = await import('../survey-schema.ts')
  const files = surveyJsonSchemas().map(({ file, json }) => {
    writeFileSync(join(surveysDir, file), json)
    return join(surveysDir, file)
  })
  return { json: { files }, text: ['Geschreven:', ...files].join('\n') }
}

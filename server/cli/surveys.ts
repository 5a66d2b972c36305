import { existsSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { describeFaults, type Fault } from '../../shared/survey/fault.ts'
import { databaseFileOf } from '../data-folder.ts'
import { loadMunicipality } from '../municipality-files.ts'
import { publicationFaults } from '../publish-surveys.ts'
import { publishedIn } from '../store/sqlite-published.ts'
import { type LoadedSurveys, loadSurveys } from '../survey-files.ts'
import type { Command, Given, Outcome } from './command.ts'
import { orCannotStart, settingsOf } from './workplace.ts'

/** Commands for authors of surveys; they make no database and change nothing in one. */
export const surveyCommands: readonly Command[] = [
  {
    name: 'survey check',
    usage: '[MAP]',
    summary: 'Kijkt alle vragenlijsten na en noemt alle fouten.',
    about: [
      'Zonder MAP: de map van uw gemeente. Met MAP: een andere gemeente, of één vragenlijst.',
      'Bij elke fout staat in welk bestand en op welke plek, wat er mis is en hoe u het goed maakt.',
      'Is er een database in DATA_DIR, dan kijkt de opdracht ook of een lijst die al in gebruik is, nog dezelfde is. Dan',
      'noemt zij dezelfde fouten als de start van de server. Zij leest alleen; de server mag gewoon doorgaan.',
      'Voor een MAP van een andere gemeente dan MUNICIPALITY kijkt de opdracht dat niet na.',
    ],
    example: 'survey check surveys/utrecht',
    options: {},
    positionals: { min: 0, max: 1 },
    run: checkSurveys,
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
  const { surveysDir, municipality, dataDir } = settingsOf(given.io)
  const own = join(surveysDir, municipality)
  const asked = resolve(given.positionals[0] ?? own)
  const oneSurvey = existsSync(join(asked, 'survey.json'))
  const folder = oneSurvey ? dirname(asked) : asked
  const loaded = loadSurveys(folder)
  const { comparedWith, changed, told } = folder === own ? compare(loaded, dataDir) : UNCOMPARED
  const read = [loadMunicipality(folder), loaded]
  const concerns = (fault: Fault) => !oneSurvey || fault.file.startsWith(`${basename(folder)}/${basename(asked)}/`)
  const faults = unique([...read.flatMap((one) => (one.ok ? [] : one.faults)), ...changed]).filter(concerns)
  const warnings = loaded.warnings.filter(concerns)
  if (faults.length > 0) return faulty(faults, warnings)
  const ids = loaded.ok
    ? loaded.surveys.map(({ survey }) => survey.id).filter((id) => !oneSurvey || id === basename(asked))
    : []
  const count = ids.length === 1 ? '1 vragenlijst' : `${ids.length} vragenlijsten`
  return {
    json: { ok: true, surveys: ids, faults, warnings, comparedWith },
    text: [`Geen fouten in ${count}: ${ids.join(', ')}.`, ...told, ...remarks(warnings)].join('\n'),
  }
}

interface Comparison {
  /** The database file; null when nothing was compared. */
  readonly comparedWith: string | null
  /** What the start would refuse because another content is published already. */
  readonly changed: readonly Fault[]
  /** Lines that say what was compared. */
  readonly told: readonly string[]
}

const UNCOMPARED: Comparison = { comparedWith: null, changed: [], told: [] }

function compare(loaded: LoadedSurveys, dataDir: string): Comparison {
  const file = databaseFileOf(dataDir)
  if (!loaded.ok) return UNCOMPARED
  if (!existsSync(file)) {
    const told = `Niet vergeleken met wat al in gebruik is: er is geen database in ${dataDir}.`
    return { ...UNCOMPARED, told: [told] }
  }
  const changed = orCannotStart(() => publicationFaults(publishedIn(file), loaded.surveys))
  return { comparedWith: file, changed, told: [`Wat al in gebruik is, is niet veranderd (vergeleken met ${file}).`] }
}

function remarks(warnings: readonly Fault[]): readonly string[] {
  return warnings.map(
    (warning) => `Let op: ${warning.file} ${warning.path}: ${warning.problem} Zo maakt u het goed: ${warning.mend}`,
  )
}

function faulty(faults: readonly Fault[], warnings: readonly Fault[]): Outcome {
  const message =
    faults.length === 1 ? 'Er is 1 fout in de bestanden.' : `Er zijn ${faults.length} fouten in de bestanden.`
  return {
    json: { ok: false, faults, warnings },
    text: [describeFaults(faults), ...remarks(warnings)].join('\n'),
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

import { existsSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { describeFaults, type Fault } from '../../shared/survey/fault.ts'
import { loadMunicipality } from '../municipality-files.ts'
import { loadSurveys } from '../survey-files.ts'
import type { Command, Given, Outcome } from './command.ts'
import { settingsOf } from './workplace.ts'

/** Commands for authors of surveys; they need no database. */
export const surveyCommands: readonly Command[] = [
  {
    name: 'survey check',
    usage: '[MAP]',
    summary: 'Kijkt alle vragenlijsten na en noemt alle fouten.',
    about: [
      'Zonder MAP: de map van uw gemeente. Met MAP: een andere gemeente, of één vragenlijst.',
      'Bij elke fout staat in welk bestand en op welke plek, wat er mis is en hoe u het goed maakt.',
      'Of een vragenlijst is veranderd die al in gebruik is, kijkt pas de start van de server na.',
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
  const { surveysDir, municipality } = settingsOf(given.io)
  const asked = resolve(given.positionals[0] ?? join(surveysDir, municipality))
  const oneSurvey = existsSync(join(asked, 'survey.json'))
  const folder = oneSurvey ? dirname(asked) : asked
  const loaded = loadSurveys(folder)
  const read = [loadMunicipality(folder), loaded]
  const concerns = (fault: Fault) => !oneSurvey || fault.file.startsWith(`${basename(folder)}/${basename(asked)}/`)
  const faults = unique(read.flatMap((one) => (one.ok ? [] : one.faults)).filter(concerns))
  const warnings = loaded.warnings.filter(concerns)
  const remarks = warnings.map(
    (warning) => `Let op: ${warning.file} ${warning.path}: ${warning.problem} Zo maakt u het goed: ${warning.mend}`,
  )
  if (faults.length > 0) return { ...faulty(faults, warnings), text: [describeFaults(faults), ...remarks].join('\n') }
  const ids = loaded.ok
    ? loaded.surveys.map(({ survey }) => survey.id).filter((id) => !oneSurvey || id === basename(asked))
    : []
  const count = ids.length === 1 ? '1 vragenlijst' : `${ids.length} vragenlijsten`
  return {
    json: { ok: true, surveys: ids, faults, warnings },
    text: [`Geen fouten in ${count}: ${ids.join(', ')}.`, ...remarks].join('\n'),
  }
}

function faulty(faults: readonly Fault[], warnings: readonly Fault[]) {
  const message =
    faults.length === 1 ? 'Er is 1 fout in de bestanden.' : `Er zijn ${faults.length} fouten in de bestanden.`
  return { json: { ok: false, faults, warnings }, problem: { code: 'faulty-files', message } }
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

import { resolve } from 'node:path'
import { describeFaults } from '../../shared/survey/fault.ts'
import { loadMunicipality } from '../municipality-files.ts'
import { outcome } from '../speech/at-start.ts'
import type { Sources } from '../speech/library.ts'
import { type Choice, languagesOf, missingClips, startRendering } from '../speech/render.ts'
import { type Count, recordingFaults, stateLine, stateOf } from '../speech/state.ts'
import { loadSurveys } from '../survey-files.ts'
import { type Command, CommandError, type Given, isOn, type Outcome, text, wrongUse } from './command.ts'
import { table } from './table.ts'
import { settingsOf } from './workplace.ts'

const CHOICE = { language: { type: 'string' }, survey: { type: 'string' } } as const

/** Commands for what can be heard; they open no database. */
export const audioCommands: readonly Command[] = [
  {
    name: 'audio list',
    usage: '[--language TAAL] [--survey LIJST] [--short]',
    summary: 'Zegt per vragenlijst en taal wat te horen is: opgenomen, computerstem of niets.',
    about: [
      'Een opname hoort in surveys/<gemeente>/<lijst>/audio/<taal>/, met de plek als naam: questions.komen.text.mp3.',
      'Woorden die bij elke lijst horen: surveys/audio/<taal>/. Een opname gaat voor de computerstem.',
      'Met --short: alleen één regel. Met één --survey en één --language staat er ook welke zinnen nog niet zijn opgenomen, met de naam van het bestand.',
    ],
    example: 'audio list --language tr',
    options: { ...CHOICE, short: { type: 'boolean' } },
    run: list,
  },
  {
    name: 'audio render',
    usage: '[--language TAAL] [--survey LIJST]',
    summary: 'Laat een computerstem de zinnen zeggen waarvoor geen geluid is.',
    about: ['De server doet dit ook zelf, na de start. Wat er al is, wordt niet opnieuw gemaakt.'],
    example: 'audio render --language nl',
    options: CHOICE,
    run: render,
  },
]

function list(given: Given): Outcome {
  const { sources, choice } = open(given)
  const counts = stateOf(sources, choice)
  const faults = recordingFaults(sources)
  const one = choice.survey !== undefined && choice.language !== undefined
  const unrecorded = one ? counts.flatMap((count) => count.unrecorded) : []
  return {
    json: { counts: counts.map(withoutList), faults, ...(one ? { unrecorded } : {}) },
    text: [
      isOn(given.values, 'short') ? stateLine(counts) : stateTable(counts),
      ...counts.filter(isTooLarge).map(tooLarge),
      ...(faults.length > 0 ? ['', describeFaults(faults)] : []),
      ...(unrecorded.length > 0 ? ['', 'Nog niet opgenomen:'] : []),
      ...unrecorded.map((missing) => `  ${missing.file}\n    ${missing.text}`),
    ].join('\n'),
    ...(faults.length > 0 ? { problem: { code: 'faulty-recordings', message: 'Er is iets mis met de opnamen.' } } : {}),
  }
}

function stateTable(counts: readonly Count[]): string {
  const rows = counts.map(({ survey, language, recorded, synthetic, missing, bytes }) =>
    [survey, language, recorded, synthetic, missing, Math.ceil(bytes / 1000)].map(String),
  )
  return table(
    ['vragenlijst', 'taal', 'opgenomen', 'computerstem', 'geen geluid', 'kB'],
    rows,
    'Er zijn geen vragenlijsten.',
  )
}

/** A phone keeps 1 MB of a survey and language (client/lib/clips.ts). */
function isTooLarge({ bytes }: Count): boolean {
  return bytes > 1_000_000
}

function tooLarge({ survey, language }: Count): string {
  return `Let op: ${survey} in ${language} is groter dan 1000 kB. Zonder internet is dan niet alles te horen. Maak opnamen korter.`
}

function withoutList({ unrecorded: _, ...count }: Count): Omit<Count, 'unrecorded'> {
  return count
}

async function render(given: Given): Promise<Outcome> {
  const { sources, choice, engineFile } = open(given)
  const orders = missingClips(sources, choice)
  if (orders.length > 0) given.io.err(`Nog te maken: ${orders.length}. Dit duurt ongeveer ${minutes(orders.length)}.`)
  const rendered = await startRendering(engineFile, orders).done
  if (rendered.engineMissing) throw new CommandError('no-engine', outcome(rendered))
  const { made, failed } = rendered
  return {
    json: { made, failed },
    text: orders.length === 0 ? 'Er is niets te maken: alles is er al.' : outcome(rendered),
  }
}

/** About six clips a second. */
function minutes(clips: number): string {
  const needed = Math.ceil(clips / 6 / 60)
  return needed === 1 ? '1 minuut' : `${needed} minuten`
}

function open(given: Given): { readonly sources: Sources; readonly choice: Choice; readonly engineFile: string } {
  const config = settingsOf(given.io)
  const folder = resolve(config.surveysDir, config.municipality)
  const municipality = loadMunicipality(folder)
  const loaded = loadSurveys(folder)
  if (!municipality.ok || !loaded.ok) {
    const message = 'Er zijn fouten in de bestanden. Kijk eerst: npm run cli -- survey check'
    throw new CommandError('faulty-files', message)
  }
  const surveys = new Map(loaded.surveys.map(({ survey }) => [survey.id, survey]))
  const survey = text(given.values, 'survey') ?? undefined
  const language = text(given.values, 'language') ?? undefined
  known('survey', survey, [...surveys.keys()])
  known('language', language, languagesOf([...surveys.values()]))
  const sources = {
    clipsDir: config.clipsDir,
    municipalityDir: folder,
    municipality: municipality.municipality,
    surveys,
  }
  return { sources, choice: { language, survey }, engineFile: config.engineFile }
}

function known(option: string, given: string | undefined, names: readonly string[]): void {
  if (given === undefined || names.includes(given)) return
  throw wrongUse(`--${option} ${given} is er niet. Kies uit: ${names.join(', ')}.`)
}

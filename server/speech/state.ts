import { basename, join, relative } from 'node:path'
import type { Fault } from '../../shared/survey/fault.ts'
import { suggest } from '../../shared/survey/fault.ts'
import { clipsOf, hearing, recordingFile, type Sources } from './library.ts'
import { MAX_RECORDING, readRecording, recordingFolder, recordingNames } from './recording.ts'
import { type Choice, languagesOf } from './render.ts'
import { screenTexts } from './screen-texts.ts'

/** How much of a survey can be heard in a language, and how; sentences that all surveys share count for each. */
export interface Count {
  readonly survey: string
  readonly language: string
  readonly recorded: number
  readonly synthetic: number
  /** Without sound. */
  readonly missing: number
  /** What a phone keeps of it. */
  readonly bytes: number
  /** What nobody recorded yet: where the recording belongs, and the words. */
  readonly unrecorded: readonly { readonly file: string; readonly text: string }[]
}

/** The state of every survey in every language, or of the ones chosen. */
export function stateOf(sources: Sources, choice: Choice = {}): readonly Count[] {
  const surveys = [...sources.surveys.values()].filter(({ id }) => choice.survey === undefined || choice.survey === id)
  return surveys.flatMap((survey) =>
    languagesOf([survey])
      .filter((language) => choice.language === undefined || choice.language === language)
      .map((language) => {
        const texts = screenTexts([survey], language, sources.municipality)
        const heard = texts.map((text) => ({ text, how: hearing(sources, text).how }))
        const count = (how: string) => heard.filter((one) => one.how === how).length
        return {
          survey: survey.id,
          language,
          recorded: count('recorded'),
          synthetic: count('synthetic'),
          missing: count('missing') + count('no-voice'),
          bytes: clipsOf(sources, [survey], language).reduce((sum, clip) => sum + clip.bytes, 0),
          unrecorded: heard
            .filter(({ how }) => how !== 'recorded')
            .map(({ text }) => ({ file: shortName(sources, recordingFile(sources, text)), text: text.text })),
        }
      }),
  )
}

/** One line for a build: how much can be heard. */
export function stateLine(counts: readonly Count[]): string {
  const sum = (key: 'recorded' | 'synthetic' | 'missing') => counts.reduce((total, count) => total + count[key], 0)
  return `Gesproken tekst: ${sum('recorded')} opgenomen, ${sum('synthetic')} met een computerstem, ${sum('missing')} nog zonder geluid.`
}

/** What is wrong with the recordings, and how to mend it: files that cannot be played, and names that stand for nothing. */
export function recordingFaults(sources: Sources): readonly Fault[] {
  const languages = languagesOf([...sources.surveys.values()])
  return [null, ...sources.surveys.keys()].flatMap((survey) =>
    languages.flatMap((language) => {
      const folder = recordingFolder(sources.municipalityDir, survey, language)
      const names = recordingNames(folder)
      if (names.length === 0) return []
      const places = screenTexts([...sources.surveys.values()], language, sources.municipality)
        .filter((text) => text.survey === survey)
        .map((text) => text.path)
      return names.flatMap((name) => faultOf(sources, join(folder, `${name}.mp3`), places))
    }),
  )
}

function faultOf(sources: Sources, file: string, places: readonly string[]): readonly Fault[] {
  const fault = (problem: string, mend: string) => [{ file: shortName(sources, file), path: '', problem, mend }]
  const name = basename(file, '.mp3')
  if (!places.includes(name)) {
    return fault(
      `Er is geen zin op de plek "${name}".`,
      `geef het bestand de naam van een plek: ${suggest(name, places)}`,
    )
  }
  const recorded = readRecording(file)
  if (!recorded || !('fault' in recorded)) return []
  if (recorded.fault === 'not-mp3') return fault('Dit is geen MP3.', 'bewaar de opname als MP3 (mono, 32 kbit/s).')
  return fault(
    `De opname is groter dan ${MAX_RECORDING / 1000} kB.`,
    'knip de stilte weg en bewaar als MP3, mono, 32 kbit/s.',
  )
}

/** From the surveys folder on. */
function shortName({ municipalityDir }: Sources, file: string): string {
  return relative(join(municipalityDir, '..'), file)
}

import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Municipality } from '../../shared/municipality.ts'
import type { Survey } from '../../shared/survey/survey.ts'
import type { Clip } from '../../shared/wire.ts'
import { clipName } from './clip-name.ts'
import { type Recording, readRecording, recordingFolder, recordingNames } from './recording.ts'
import { type ScreenText, screenTexts } from './screen-texts.ts'
import { type Voice, voiceOf } from './voices.ts'

/** Where sound lies and what is said. */
export interface Sources {
  /** Folder of the clips that a voice of the computer made; it need not be there. */
  readonly clipsDir: string
  /** Folder of the municipality, with a folder for each survey. */
  readonly municipalityDir: string
  readonly municipality: Pick<Municipality, 'help'>
  readonly surveys: ReadonlyMap<string, Survey>
}

/** How a sentence can be heard. */
export type Hearing =
  | { readonly how: 'recorded'; readonly recording: Recording }
  | { readonly how: 'synthetic'; readonly name: string; readonly bytes: number; readonly speaks: string | undefined }
  /** It can be made: `file` is where it goes. */
  | { readonly how: 'missing'; readonly file: string; readonly voice: Voice }
  | { readonly how: 'no-voice' }

/** Looks how that sentence can be heard now: a recording first. Nothing is remembered, so that files may come and go. */
export function hearing(sources: Sources, text: ScreenText): Hearing {
  const recorded = readRecording(recordingFile(sources, text))
  if (recorded && 'name' in recorded) return { how: 'recorded', recording: recorded }
  const voice = voiceOf(text.language)
  if (!voice) return { how: 'no-voice' }
  const name = clipName(voice, text.text)
  const file = join(sources.clipsDir, text.language, name)
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) return { how: 'missing', file, voice }
  return { how: 'synthetic', name, bytes: stat.size, speaks: voice.speaks }
}

/** Where a recording of that sentence belongs. */
export function recordingFile({ municipalityDir }: Sources, { survey, language, path }: ScreenText): string {
  return join(recordingFolder(municipalityDir, survey, language), `${path}.mp3`)
}

/** What can be heard of these surveys in that language; one clip for each text, in the order of the screens. */
export function clipsOf(sources: Sources, surveys: readonly Survey[], language: string): readonly Clip[] {
  const clips = new Map<string, Clip>()
  for (const text of screenTexts(surveys, language, sources.municipality)) {
    const clip = clipOf(text, hearing(sources, text))
    const before = clips.get(text.text)
    if (clip && (!before || (before.synthetic && !clip.synthetic))) clips.set(text.text, clip)
  }
  return [...clips.values()]
}

function clipOf({ text, language }: ScreenText, found: Hearing): Clip | null {
  const at = (name: string) => `/audio/${language}/${name}`
  switch (found.how) {
    case 'recorded':
      return { text, url: at(found.recording.name), bytes: found.recording.bytes, synthetic: false }
    case 'synthetic': {
      const { name, bytes, speaks } = found
      return { text, url: at(name), bytes, synthetic: true, ...(speaks ? { speaks } : {}) }
    }
    case 'missing':
    case 'no-voice':
      return null
  }
}

/** The file of a clip by its address; null when there is none. `name` and `language` come from the network. */
export function clipFile(sources: Sources, language: string, name: string): string | null {
  if (!/^[a-z]{2,3}$/u.test(language) || !/^[0-9a-f]{32}\.mp3$/u.test(name)) return null
  const file = join(sources.clipsDir, language, name)
  return statSync(file, { throwIfNoEntry: false }) ? file : recordedFile(sources, language, name)
}

function recordedFile({ municipalityDir, surveys }: Sources, language: string, name: string): string | null {
  for (const survey of [null, ...surveys.keys()]) {
    const folder = recordingFolder(municipalityDir, survey, language)
    for (const path of recordingNames(folder)) {
      const recorded = readRecording(join(folder, `${path}.mp3`))
      if (recorded && 'name' in recorded && recorded.name === name) return recorded.file
    }
  }
  return null
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Largest recording that a phone on a slow line is asked to fetch. */
export const MAX_RECORDING = 200_000

/** A recorded sentence. */
export interface Recording {
  readonly file: string
  /** Name under which it is served: new content, new name. */
  readonly name: string
  readonly bytes: number
}

/** Why a recording is not played. */
export type RecordingFault = 'not-mp3' | 'too-large'

export type Recorded = Recording | { readonly file: string; readonly fault: RecordingFault } | null

/** Where recordings in that language lie: beside the survey, or for all surveys together when `survey` is null. */
export function recordingFolder(municipalityDir: string, survey: string | null, language: string): string {
  return survey === null
    ? join(municipalityDir, '..', 'audio', language)
    : join(municipalityDir, survey, 'audio', language)
}

const known = new Map<string, { readonly stamp: string; readonly recorded: Recorded }>()

/** The recording in that file, as it is now; null when there is none. */
export function readRecording(file: string): Recorded {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) return null
  const stamp = `${stat.size} ${stat.mtimeMs}`
  const before = known.get(file)
  if (before?.stamp === stamp) return before.recorded
  const recorded = judge(file, stat.size)
  known.set(file, { stamp, recorded })
  return recorded
}

function judge(file: string, bytes: number): Recorded {
  if (bytes > MAX_RECORDING) return { file, fault: 'too-large' }
  const content = readFileSync(file)
  if (!isMp3(content)) return { file, fault: 'not-mp3' }
  return { file, name: `${createHash('sha256').update(content).digest('hex').slice(0, 32)}.mp3`, bytes }
}

/** A tag in front, or the head of a frame of layer III (ISO 11172-3, 2.4.1.3). */
function isMp3(content: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = content
  const tagged = first === 0x49 && second === 0x44 && third === 0x33
  return tagged || (first === 0xff && (second & 0xe6) === 0xe2)
}

/** Names of the MP3 files in that folder, without their ending, in the order of the alphabet; [] when it is not there.
 *  Other files are passed over. */
export function recordingNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^(.+)\.mp3$/iu.exec(name)?.[1] ?? [])
      .sort()
  } catch {
    return []
  }
}

/** Whether a person reads that question aloud in this folder of recordings (`audio/nl` of a survey). */
export function isRecorded(folder: string, question: string): boolean {
  const recorded = readRecording(join(folder, `questions.${question}.text.mp3`))
  return recorded !== null && !('fault' in recorded)
}

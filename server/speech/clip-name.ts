import { createHash } from 'node:crypto'
import { type Voice, WORDS_PER_MINUTE } from './voices.ts'

/** Raised when the engine or the way a clip is made changes: every clip is then made anew. */
const MAKING = 'espeak-ng-emscripten 0.3.5, 1'

/** File name of the clip in which that voice says that text; the same whenever it would sound the same. */
export function clipName(voice: Voice, text: string): string {
  const made = [MAKING, voice.name, WORDS_PER_MINUTE, voice.kilobits, text].join('\n')
  return `${createHash('sha256').update(made).digest('hex').slice(0, 32)}.mp3`
}

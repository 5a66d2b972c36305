import { type Clips, findClips, keepClips } from './clips.ts'
import { play, type Sound, voiceFor } from './speak.ts'

export interface Voice {
  /** Brings all sound of these languages onto the device, one language after another. Never rejects. */
  readonly prepare: (languages: readonly string[]) => Promise<void>
  /** Says what can be said of these sentences in that language. */
  readonly say: (sentences: readonly string[], language: string) => void
  /** Whether anything can be heard in that language. */
  readonly speaks: (language: string) => boolean
}

/** What a shared device says by itself, and the sound that it keeps for use without a connection. */
export function createVoice(code: string): Voice {
  const known = new Map<string, Clips>()
  const soundOf = (text: string, language: string): Sound | null => {
    const clip = known.get(language)?.get(text)
    if (clip) return { url: clip.url }
    const voice = voiceFor(language)
    return voice && { voice, text }
  }
  return {
    prepare: async (languages) => {
      for (const language of languages) {
        await findClips(code, language, (clips) => known.set(language, clips)).catch(() => undefined)
        await keepClips((known.get(language) ?? new Map()).values()).catch(() => undefined)
      }
    },
    say: (sentences, language) =>
      void play(
        sentences.flatMap((text) => soundOf(text, language) ?? []),
        () => undefined,
      ),
    speaks: (language) => (known.get(language)?.size ?? 0) > 0 || voiceFor(language) !== null,
  }
}

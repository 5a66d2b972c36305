/** How a language is read by the speech engine. */
export interface Voice {
  /** The engine's name for it. */
  readonly name: string
  /** The language that this voice speaks, where it is not the one it reads. */
  readonly speaks?: string
}

/** Every language that has a voice. Somali has none anywhere, so it waits for recordings. Moroccan Arabic is read by the
 *  Arabic voice; what is played says so. */
const VOICES: Readonly<Record<string, Voice>> = {
  nl: { name: 'nl' },
  en: { name: 'en' },
  tr: { name: 'tr' },
  ar: { name: 'ar' },
  pl: { name: 'pl' },
  uk: { name: 'uk' },
  es: { name: 'es' },
  fr: { name: 'fr' },
  ti: { name: 'ti' },
  fa: { name: 'fa' },
  ary: { name: 'ar', speaks: 'ar' },
}

/** Words per minute: slower than the engine's own 175. */
export const WORDS_PER_MINUTE = 140
/** Of the MP3, mono: about 3 kB a second. */
export const KILOBITS = 24

/** The voice for that language; null when there is none. */
export function voiceOf(language: string): Voice | null {
  return VOICES[language] ?? null
}

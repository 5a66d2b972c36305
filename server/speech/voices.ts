/** How a language is read by the speech engine. */
export interface Voice {
  /** The engine's name for it. */
  readonly name: string
  /** Of the MP3, mono. */
  readonly kilobits: Kilobits
  /** The language that this voice speaks, where it is not the one it reads. */
  readonly speaks?: string
}

export type Kilobits = 16 | 24

/** Every language that has a voice. Somali has none anywhere, so it waits for recordings. Moroccan Arabic is read by the
 *  Arabic voice; what is played says so. All that a survey says must fit 1 MB: Dutch takes up to 860 kB at 24 kbit/s, and
 *  most languages take longer to say (Turkish 13 % and Arabic 33 % more, measured on the interface's words). */
const VOICES: Readonly<Record<string, Voice>> = {
  nl: { name: 'nl', kilobits: 24 },
  en: { name: 'en', kilobits: 24 },
  tr: { name: 'tr', kilobits: 16 },
  ar: { name: 'ar', kilobits: 16 },
  pl: { name: 'pl', kilobits: 16 },
  uk: { name: 'uk', kilobits: 16 },
  es: { name: 'es', kilobits: 16 },
  fr: { name: 'fr', kilobits: 16 },
  ti: { name: 'ti', kilobits: 16 },
  fa: { name: 'fa', kilobits: 16 },
  ary: { name: 'ar', kilobits: 16, speaks: 'ar' },
}

/** Words per minute: slower than the engine's own 175. */
export const WORDS_PER_MINUTE = 140

/** The voice for that language; null when there is none. */
export function voiceOf(language: string): Voice | null {
  return VOICES[language] ?? null
}

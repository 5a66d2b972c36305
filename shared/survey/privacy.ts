import type { Question } from './survey.ts'

/** Words that ask for what points at one person. */
const PERSONAL = [
  'naam',
  'achternaam',
  'voornaam',
  'adres',
  'woonadres',
  'straat',
  'huisnummer',
  'postcode',
  'geboortedatum',
  'geboren',
  'leeftijd',
  'telefoonnummer',
  'e-mail',
  'e-mailadres',
  'mailadres',
  'bsn',
  'burgerservicenummer',
  'kenteken',
  'rekeningnummer',
  'handtekening',
  'cliëntnummer',
] as const

/** The first word of this Dutch question, its hint or its answers that asks for what points at one person; null for none. It
 *  knows words, not what they mean. */
export function personalWord({ text, hint, options = [] }: Question, language: string): string | null {
  const said = [text, hint ?? {}, ...options.map(({ label }) => label)].map((words) => words[language] ?? '')
  const words = new Set(
    said
      .join(' ')
      .toLowerCase()
      .split(/[^\p{L}-]+/u),
  )
  return PERSONAL.find((word) => words.has(word)) ?? null
}

import { nearest } from '../shared/survey/fault.ts'

/** What follows "… bestaat niet.": the known word that is most like it, else all of them. */
export function orElse(given: string, known: readonly string[]): string {
  const like = nearest(given, known)
  if (like !== null) return `Bedoelt u "${like}"?`
  return known.length === 0 ? 'Er zijn er nog geen.' : `Kies uit: ${known.join(', ')}.`
}

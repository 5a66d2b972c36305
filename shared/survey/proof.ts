import * as v from 'valibot'
import { words } from './text-schema.ts'

/** How far the words of a question in the first language came; nobody who answers is told. */
export interface Proof {
  /** `rewritten` (hertaald) by people who know plain language; `tested` with readers. */
  readonly stage: 'rewritten' | 'tested'
  /** Day, `2026-11-20`. */
  readonly on: string
  /** Who did it, without names: "vijf mensen van een taalcursus". */
  readonly with: string
  /** The words that they saw: with other words the question is a draft again. */
  readonly text: string
}

export const proofSchema = v.pipe(
  v.strictObject({
    stage: v.pipe(
      v.picklist(['rewritten', 'tested']),
      v.description('rewritten: hertaald. tested: getest met lezers.'),
    ),
    on: v.pipe(v.string(), v.isoDate(), v.description('De dag, zoals 2026-11-20.')),
    with: v.pipe(words(200), v.description('Met welke groep, zonder namen.')),
    text: v.pipe(words(200), v.description('De vraag zoals de groep die zag. Een andere vraag is weer een concept.')),
  }),
  v.description('Hoe ver de woorden van deze vraag zijn.'),
) satisfies v.GenericSchema<Proof>

/** The proof of a question, where it is about the words that the question has now; null for a draft. */
export function proofOf(proof: Proof | undefined, text: string | undefined): Proof | null {
  return proof !== undefined && proof.text === text ? proof : null
}

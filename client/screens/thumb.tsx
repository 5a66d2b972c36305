import type { ScaleFace } from './face.tsx'

/** The hand of surveys/pictures/src/signs.mjs: a thumb that points up. */
const HAND =
  'M16 46H23Q27 46 27 50V78Q27 82 23 82H16Q12 82 12 78V50Q12 46 16 46ZM27 50L41 22Q43 14 49 14Q57 14 57 23V39H75Q83 39 83 46Q83 51 79 53Q83 56 82 61Q81 66 76 67Q79 71 77 75Q74 80 68 80H42Q33 80 27 76Z'

const DOWN = 'matrix(1 0 0 -1 0 96)'
const LEVEL = 'matrix(0 -1 -1 0 96 96)'
/** Two hands, one behind the other: more of the same than one hand. */
const TWO = ['translate(0 1) scale(.7)', 'translate(29 28) scale(.7)']

/** The same places on the scale as the faces have. At the ends of a scale of five there are two thumbs. */
const HANDS: Readonly<Record<ScaleFace, readonly string[]>> = {
  'face3-1': [DOWN],
  'face3-2': [LEVEL],
  'face3-3': [''],
  'face5-1': TWO.map((place) => `${place} ${DOWN}`),
  'face5-2': [DOWN],
  'face5-3': [LEVEL],
  'face5-4': [''],
  'face5-5': TWO,
}

/** Thumbs in place of that face; always beside its word, so silent for a screen reader. */
export function Thumb({ of, look }: { readonly of: ScaleFace; readonly look: string }) {
  return (
    <svg class={`${look} ew-face`} viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      {HANDS[of].map((place) => (
        <path key={place} class="ew-face__ground ew-thumb" d={HAND} transform={place || undefined} />
      ))}
    </svg>
  )
}

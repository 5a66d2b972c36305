/** The colours of a municipality, from dark to light, as `#rrggbb`. */
export interface Look {
  /** Under the finger, and titles on light. */
  readonly strong: string
  /** Buttons, links, faces, and the favourable end of a figure. */
  readonly primary: string
  /** Lines in figures. */
  readonly line: string
  /** The middle of a figure. */
  readonly middle: string
  readonly light: string
  /** Behind what is chosen. */
  readonly soft: string
}

/** The colours that the product has by itself (client/screens/look/tokens.css). */
export const OWN_LOOK: Look = {
  strong: '#083852',
  primary: '#0b4a6f',
  line: '#5e97bc',
  middle: '#a5cae2',
  light: '#cfe5f2',
  soft: '#e3f0f8',
}

const WHITE = '#ffffff'
const INK = '#12263a'
/** Behind everything: the darkest ground that words in the primary colour stand on. */
const PAGE = '#f7f2ea'

/** Which two must differ how much. Source: WCAG 2.2, 1.4.6 (7 to 1 for words) and 1.4.11 (3 to 1 for shapes). */
const PAIRS: readonly (readonly [name: keyof Look, beside: string | keyof Look, least: number])[] = [
  ['primary', WHITE, 7],
  ['primary', PAGE, 7],
  ['primary', 'soft', 7],
  ['strong', WHITE, 7],
  ['line', WHITE, 3],
  ['middle', INK, 7],
  ['middle', 'primary', 3],
  ['light', INK, 7],
  ['soft', INK, 7],
]

/** A colour that is too much like what it stands beside. */
export interface TooAlike {
  readonly name: keyof Look
  /** Another colour of the look, or `#rrggbb` of the product. */
  readonly beside: string
  /** From 1 (the same) to 21. */
  readonly contrast: number
  readonly least: number
}

/** The pairs of colours that not everybody can tell apart; [] when the look can be used. */
export function tooAlike(look: Look): readonly TooAlike[] {
  return PAIRS.flatMap(([name, beside, least]) => {
    const contrast = contrastOf(look[name], beside in look ? look[beside as keyof Look] : beside)
    return contrast < least ? [{ name, beside, contrast, least }] : []
  })
}

/** A style sheet, page or drawing with these colours in place of the product's own. */
export function dressed(text: string, look: Look | undefined): string {
  if (!look) return text
  const names = Object.keys(OWN_LOOK) as (keyof Look)[]
  return text.replace(OWN_COLOURS, (own) => {
    const name = names.find((one) => OWN_LOOK[one] === own.toLowerCase())
    return name ? look[name] : own
  })
}

const OWN_COLOURS = new RegExp(`(?:${Object.values(OWN_LOOK).join('|')})(?![0-9a-f])`, 'gi')

/** Source: WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

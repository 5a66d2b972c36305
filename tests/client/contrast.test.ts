import { expect, test } from 'vitest'
import components from '../../client/screens/look/components.css?raw'
import css from '../../client/screens/look/tokens.css?raw'

type Tokens = Readonly<Record<string, string>>

/** The tokens that a block sets; the block begins with that text. */
function tokensOf(start: string): Tokens {
  const at = css.indexOf(start)
  if (at < 0) throw new Error(`no ${start} in tokens.css`)
  const body = css.slice(at + start.length, css.indexOf('}', at))
  return Object.fromEntries(
    [...body.matchAll(/(--ew-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

const normal = tokensOf(':root {')
const chosen = tokensOf(':root[data-contrast="high"] {')
const SCHEMES: Readonly<Record<string, Tokens>> = { normal, 'more contrast': { ...normal, ...chosen } }

/** The colour that a token stands for, as #rrggbb; what a municipality's theme may put before it is left out. */
function colour(name: string, tokens: Tokens): string {
  const value = tokens[name]
  if (!value) throw new Error(`no token ${name}`)
  const inner = /var\(\s*(--ew-[\w-]+)\s*\)/.exec(value)?.[1]
  return inner ? colour(inner, tokens) : value
}

/** Relative luminance, 0 to 1. Source: WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio, 1 to 21. Source: WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Text → the grounds that it stands on. */
const TEXT: Readonly<Record<string, readonly string[]>> = {
  '--ew-document-color': ['--ew-document-background-color', '--ew-color-paper', '--ew-color-primary-soft'],
  '--ew-color-ink': ['--ew-color-page', '--ew-color-paper', '--ew-color-primary-soft'],
  '--ew-color-ink-soft': ['--ew-color-page', '--ew-color-paper', '--ew-color-primary-soft'],
  '--ew-color-primary': ['--ew-color-page', '--ew-color-paper', '--ew-color-primary-soft'],
  '--ew-color-on-primary': ['--ew-color-primary'],
  '--ew-link-color': ['--ew-color-page', '--ew-color-paper'],
  '--ew-button-primary-action-color': [
    '--ew-button-primary-action-background-color',
    '--ew-button-primary-action-hover-background-color',
  ],
  '--ew-button-secondary-action-color': [
    '--ew-button-secondary-action-background-color',
    '--ew-button-secondary-action-hover-background-color',
  ],
  '--ew-button-subtle-color': ['--ew-color-page'],
  '--ew-answer-tile-color': [
    '--ew-color-page',
    '--ew-answer-tile-background-color',
    '--ew-answer-tile-hover-background-color',
    '--ew-answer-tile-checked-background-color',
  ],
}

/** Lines and signs that carry a meaning → what they must stand out from. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '--ew-answer-tile-border-color': ['--ew-color-page', '--ew-answer-tile-background-color'],
  '--ew-answer-tile-checked-border-color': ['--ew-color-page', '--ew-answer-tile-checked-background-color'],
  '--ew-answer-tile-check-color': ['--ew-answer-tile-check-background-color', '--ew-color-page'],
  '--ew-button-secondary-action-border-color': ['--ew-color-page', '--ew-color-paper'],
  '--ew-face-color': ['--ew-color-paper', '--ew-color-page', '--ew-color-primary-soft'],
  '--ew-focus-outline-color': ['--ew-color-page', '--ew-color-paper', '--ew-focus-halo-color'],
}

/** Colours without a meaning of their own. */
const ORNAMENT = ['--ew-note-border-color', '--ew-color-hairline', '--ew-color-accent', '--ew-brand-blue-50']

const BARS = [
  { what: 'text', least: 7, pairs: TEXT },
  { what: 'lines and signs', least: 3, pairs: SIGNS },
]

test.each(Object.entries(SCHEMES).flatMap(([scheme, tokens]) => BARS.map((bar) => ({ scheme, tokens, ...bar }))))(
  '$scheme: $what have a contrast of $least to 1 or more',
  ({ tokens, least, pairs }) => {
    const weak = Object.entries(pairs).flatMap(([front, grounds]) =>
      grounds.flatMap((ground) => {
        const ratio = contrast(colour(front, tokens), colour(ground, tokens))
        return ratio < least ? `${front} on ${ground}: ${ratio.toFixed(2)}` : []
      }),
    )
    expect(weak).toEqual([])
  },
)

test('every colour that the style uses is in a pair', () => {
  const known = new Set([...[TEXT, SIGNS].flatMap((pairs) => Object.entries(pairs).flat(2)), ...ORNAMENT])
  const used = new Set(
    [...components.matchAll(/var\((--ew-(?:color|brand|[\w-]*-color)[\w-]*)/g)].map((match) => match[1] ?? ''),
  )
  expect([...used].filter((name) => !known.has(name) && !name.startsWith('--ew-brand-mark'))).toEqual([])
})

test('a device that asks for more contrast gets the colours that a person can choose', () => {
  expect(tokensOf('@media (prefers-contrast: more) {\n  :root:not([data-contrast="normal"]) {')).toEqual(chosen)
})

test('the contrast of known colours', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#595959', '#ffffff')).toBeCloseTo(7, 1)
})

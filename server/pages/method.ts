import type { Municipality } from '../../shared/municipality.ts'
import { highestShown, MANY_FROM, MASKED_BELOW } from '../../shared/results/masked.ts'
import { MIRROR_PROVIDERS } from '../../shared/results/mirror.ts'
import { FULL_FROM, PROVISIONAL_STEP } from '../../shared/results/row.ts'
import { newcombe, topValues, wilson, XMR_FACTOR, XMR_FROM, Z95 } from '../../shared/results/statistics.ts'
import { THRESHOLD } from '../../shared/results/threshold.ts'
import { escapeHtml, fillPlaces } from './fill.ts'
import page from './method.html?raw'
import words from './method-kinds.nl.json'

const KINDS = ['faces3', 'faces5', 'agree5', 'yes-no', 'grade10'] as const

/** The example of the page: the taxi's 97 of 121, beside 80 of 121. */
const EXAMPLE = { top: 97, other: 80, n: 121 }

/** Wilson's interval: its middle, and how far it reaches to either side. */
const FORMULAS = {
  middle: '(p + z² / 2n) / (1 + z² / n)',
  distance: 'z / (1 + z² / n) × √(p(1 − p) / n + z² / 4n²)',
}

/** How figures are made, as a page; every number in it is the constant or the function that makes them. */
export function methodPage({ productName, name }: Pick<Municipality, 'productName' | 'name'>): string {
  const { top, other, n } = EXAMPLE
  const estimate = (count: number) => ({ share: count / n, interval: wilson(count / n, n) })
  const [low, high] = estimate(top).interval
  const [from, to] = newcombe(estimate(top), estimate(other))
  const kinds = KINDS.map((kind) => `${words[kind]}: ${words.favourable} ${listed(topValues(kind) ?? [])}.`)
  const values = {
    ...FORMULAS,
    productName,
    municipality: name,
    threshold: THRESHOLD,
    provisionalTo: FULL_FROM - 1,
    full: FULL_FROM,
    step: percent(PROVISIONAL_STEP),
    z: dutch(Z95),
    exampleTop: top,
    exampleN: n,
    exampleShare: percent(top / n),
    exampleLow: percent(low),
    exampleHigh: percent(high),
    otherTop: other,
    differenceLow: percent(from),
    differenceHigh: percent(to),
    xmrFrom: XMR_FROM,
    xmrFactor: dutch(XMR_FACTOR),
    mirror: MIRROR_PROVIDERS,
    maskedBelow: MASKED_BELOW,
    maskedMany: MANY_FROM,
    maskedMost: percent(highestShown(MANY_FROM)),
    maskedMostFew: percent(highestShown(THRESHOLD)),
  }
  const places = Object.entries(values).map(([place, value]) => [place, escapeHtml(String(value))])
  const items = kinds.map((kind) => `<li>${escapeHtml(kind)}</li>`).join('\n')
  return fillPlaces(page, { ...Object.fromEntries(places), top: items })
}

function listed(values: readonly number[]): string {
  return new Intl.ListFormat('nl', { type: 'disjunction' }).format(values.map(String))
}

function percent(share: number): number {
  return Math.round(share * 100)
}

function dutch(value: number): string {
  return String(value).replace('.', ',')
}

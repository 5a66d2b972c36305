import type { Question } from '../survey/survey.ts'
import { MASKED_BELOW } from './masked.ts'
import { monthsOf, periodOf } from './periods.ts'
import { addCounts, type Counts, groupBy } from './pool.ts'
import { answerCount, maskOf } from './row.ts'

/** Answers that count in a figure all together or not at all. */
export interface Portion {
  readonly counts: Counts
  /** `2026-11`, `2026-Q4` or `2026`. */
  readonly period: string
  /** Of example answers, which everybody can look up. */
  readonly demo: boolean
}

/** What some portions come to. */
interface Figure {
  /** Parts of answers where `about` is more than 0. */
  readonly counts: Counts
  /** So many answers may have gone to another value than is said. */
  readonly about: number
}

/** Portions that may be known together only, nearest first: each names the group of a portion. */
export type Near<P> = readonly ((portion: P) => string)[]

/** Gives what portions come to, so that no portion whose own row is masked follows from other figures by subtracting. A
 *  masked portion counts as it is only together with others of its bundle, and else as its row says: about. A bundle is masked
 *  portions that together are not to be masked: their answers differ enough, or there are enough of them. Which these are
 *  follows from all portions there are, never from what is asked for; so every figure is made of portions that are not
 *  masked, of whole bundles, and of what masked rows say. Groups of one provider must
 *  come first in `near`: then the figures of one are made as those of all are. */
export function veil<P extends Portion>(
  question: Question,
  portions: readonly P[],
  near: Near<P>,
): (among: readonly P[]) => Figure {
  const bundles = bundlesOf(question, portions, near)
  if (bundles.size === 0) return unveiled
  return (among) => {
    const asked = new Set(among)
    const open = new Map<readonly P[], boolean>()
    const isWhole = (bundle: readonly P[]) => {
      const known = open.get(bundle) ?? bundle.every((portion) => asked.has(portion))
      open.set(bundle, known)
      return known
    }
    let about = 0
    const parts = among.map((portion) => {
      const bundle = bundles.get(portion)
      if (bundle === undefined || (bundle !== null && isWhole(bundle))) return portion.counts
      const said = asSaid(question, portion.counts)
      about += said.about
      return said.counts
    })
    return { counts: addCounts(parts), about }
  }
}

/** What portions come to where nothing is masked. */
function unveiled(among: readonly Portion[]): Figure {
  return { counts: addCounts(among.map(({ counts }) => counts)), about: 0 }
}

/** Parts that count together in every figure, as portions: those of one period and the same name, example answers apart. */
export function portionsOf<P extends Portion>(parts: readonly P[], nameOf: (part: P) => string): readonly P[] {
  const same = groupBy(parts, (part) => `${part.period} ${part.demo} ${nameOf(part)}`)
  return [...same.values()].flatMap((its) => {
    const [first] = its
    return first ? [{ ...first, counts: addCounts(its.map(({ counts }) => counts)) }] : []
  })
}

/** The bundle of every masked portion; null where it is in none. */
function bundlesOf<P extends Portion>(
  question: Question,
  portions: readonly P[],
  near: Near<P>,
): ReadonlyMap<P, readonly P[] | null> {
  const bundles = new Map<P, readonly P[] | null>()
  const sides = new Map<P, string>()
  for (const portion of portions) {
    const mask = portion.demo ? null : masked(question, portion.counts)
    if (!mask) continue
    bundles.set(portion, null)
    sides.set(portion, JSON.stringify(mask.main))
  }
  for (const groupOf of near) {
    const left = [...bundles].flatMap(([portion, bundle]) => (bundle === null ? [portion] : []))
    // Those of two sides together might each be as far to its own side as can be.
    for (const group of groupBy(left, (portion) => `${groupOf(portion)} ${sides.get(portion)}`).values()) {
      if (group.length < 2 || masked(question, addCounts(group.map(({ counts }) => counts)))) continue
      for (const portion of group) bundles.set(portion, group)
    }
  }
  return bundles
}

function masked(question: Question, counts: Counts) {
  const n = answerCount(question, counts)
  return n === 0 || n >= MASKED_BELOW ? null : maskOf(question, counts, n)
}

/** The answers of a masked portion as its own row gives them. */
function asSaid(question: Question, counts: Counts): Figure {
  const mask = masked(question, counts)
  if (!mask) return { counts, about: 0 }
  const n = answerCount(question, counts)
  const other = [...counts].filter(([value]) => value.startsWith('~'))
  const said = [...mask.distribution].map(([value, part]) => [value, part * n] as const)
  return { counts: new Map([...other, ...said]), about: (1 - mask.most) * n }
}

/** The quarter in which a period lies; the year of what counts in whole years only. */
export function quarterIn(period: string): string {
  return period.length === '2026'.length ? period : periodOf(monthsOf(period)[0], 'quarter')
}

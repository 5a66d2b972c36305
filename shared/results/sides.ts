import type { AskedQuestion } from './choices.ts'
import { topValues } from './statistics.ts'

/** Where an answer lies: at the favourable end, in the middle of an odd scale, or at the other end. */
export type Side = 'poor' | 'middle' | 'good'

/** The sides in the order in which a bar has them. */
export const SIDES: readonly Side[] = ['poor', 'middle', 'good']

/** One part of the bar of a question. */
export interface BarPart {
  readonly value: string
  readonly label: string
  readonly side: Side
  /** 0 to 1. */
  readonly share: number
}

/** All answers to a question as parts of one bar, in the order of its scale; an answer that is not in `distribution` has
 *  a share of 0. */
export function barParts(
  question: Pick<AskedQuestion, 'kind' | 'options'>,
  distribution: Readonly<Record<string, number>>,
): readonly BarPart[] {
  const top = topValues(question.kind) ?? []
  const parts = question.options.map(({ value, label }, index) => {
    const middle = question.options.length % 2 === 1 && index === (question.options.length - 1) / 2
    const side: Side = top.includes(Number(value)) ? 'good' : middle ? 'middle' : 'poor'
    return { value, label, side, share: distribution[value] ?? 0 }
  })
  // A scale of ten has two sides, as its share has; ten narrow strips would say nothing.
  return question.kind === 'grade10' ? merged(parts) : parts
}

function merged(parts: readonly BarPart[]): readonly BarPart[] {
  return (['poor', 'good'] as const).map((side) => {
    const own = parts.filter((part) => part.side === side)
    const label = `${own[0]?.label} – ${own.at(-1)?.label}`
    return { value: side, label, side, share: own.reduce((sum, { share }) => sum + share, 0) }
  })
}

/** What each side means at a question, sides without an answer left out: `Goed`, `Eens · Helemaal eens`, `6 – 10`. */
export function sideLabels(question: Pick<AskedQuestion, 'kind' | 'options'>): readonly (readonly [Side, string])[] {
  const parts = barParts(question, {})
  return SIDES.flatMap((side): readonly (readonly [Side, string])[] => {
    const labels = parts.filter((part) => part.side === side).map(({ label }) => label)
    if (labels.length === 0) return []
    return [[side, labels.length > 2 ? `${labels[0]} – ${labels.at(-1)}` : labels.join(' · ')]]
  })
}

import { type Question, type Survey, scaleValues } from '../survey/survey.ts'
import { type Masked, maskChoices, maskUnanimity } from './masked.ts'
import type { Counts } from './pool.ts'
import type { Level, ResultRow } from './results.ts'
import { mean, topShare, topValues, wilson } from './statistics.ts'
import { THRESHOLD } from './threshold.ts'

/** From so many answers on everything is shown; below it the picture is provisional. */
export const FULL_FROM = 30

/** Step to which provisional shares are rounded. */
export const PROVISIONAL_STEP = 0.05

/** Step to which shares are rounded that are about what they say. */
const ABOUT_STEP = 0.01

/** Count of a question with several choices: how many people gave an answer, since each of them may name many options. */
export const ANSWERED = '~answered'

/** How many answers with a value there are: don't-know, skipped and not-applicable are outside it. */
export function answerCount(question: Question, counts: Counts): number {
  return countingOf(question)(counts)
}

/** `answerCount` of that question: the same function for all questions that are counted in the same way. */
export function countingOf({ kind }: Question): (counts: Counts) => number {
  return kind === 'choices' ? countPeople : countValues
}

function countPeople(counts: Counts): number {
  return counts.get(ANSWERED) ?? 0
}

function countValues(counts: Counts): number {
  let answers = 0
  for (const [value, count] of counts) if (!value.startsWith('~')) answers += count
  return answers
}

/** Whether a question has figures: not those about the answering itself, and no open texts. */
export function hasResult(question: Question): boolean {
  return question.context === undefined && question.kind !== 'text'
}

/** The row that may be shown for these counts; counts below the threshold give a hidden row with nulls only. `about` is how
 *  many of the answers may have gone to another value than the counts say, which are then parts of answers. */
export function resultRow(
  survey: Survey,
  question: Question,
  group: Readonly<Record<string, string>>,
  counts: Counts,
  about = 0,
): ResultRow {
  const n = Math.round(answerCount(question, counts))
  const level: Level = n < THRESHOLD ? 'hidden' : n < FULL_FROM ? 'provisional' : 'full'
  const head = { survey: survey.id, version: survey.version, question: question.id, kind: question.kind, group, level }
  if (level === 'hidden') return { ...head, ...NOTHING }
  const masked = maskOf(question, counts, n)
  if (masked) return { ...head, ...maskedFigures(question, counts, n, masked) }
  if (about > 0) return { ...head, ...aboutFigures(question, counts, n, about) }
  const exact = topShare(question.kind, counts, n)
  const share = exact === null || level === 'full' ? exact : toStep(exact, Math.round)
  const all = level === 'full'
  return {
    ...head,
    n,
    ...missing(counts),
    counts: all ? byValue(question, (value) => counts.get(value) ?? 0) : null,
    distribution: byValue(question, (value) => {
      const part = (counts.get(value) ?? 0) / n
      return all ? part : toStep(part, Math.round)
    }),
    share,
    interval: share === null ? null : intervalOf(share, n, level),
    mean: all && question.kind === 'grade10' ? mean(counts) : null,
  }
}

function missing(counts: Counts) {
  return {
    dontKnow: counts.get('~dont-know') ?? 0,
    skipped: counts.get('~skipped') ?? 0,
    notApplicable: counts.get('~not-applicable') ?? 0,
  }
}

/** What a figure of these answers, 1 or more, says where nearly everybody gave the same; null where answers differ enough. */
export function maskOf(question: Question, counts: Counts, n: number): Masked | null {
  const step = n < FULL_FROM ? PROVISIONAL_STEP : PROVISIONAL_STEP / 2
  const answered = { counts, n, values: valuesOf(question), step }
  if (question.kind === 'choices') return maskChoices(answered)
  const top = topValues(question.kind)?.map(String) ?? null
  // Five grades make a pass: that everybody gave one tells of nobody what it was.
  return maskUnanimity(answered, { top, sided: question.kind !== 'grade10' })
}

/** Nearly everybody gave the same answer: rounded, whatever n is. */
function maskedFigures(question: Question, counts: Counts, n: number, { distribution, share }: Masked) {
  return {
    masked: true,
    n,
    ...missing(counts),
    counts: null,
    distribution: byValue(question, (value) => Number((distribution.get(value) ?? 0).toFixed(4))),
    share: share === null ? null : toStep(share, Math.round),
    interval: share === null ? null : maskedInterval(share, n),
    mean: null,
  } as const
}

/** In some part of it nearly everybody gave the same answer, and of that part it is said what its own row says. */
function aboutFigures(question: Question, counts: Counts, n: number, about: number) {
  const step = n < FULL_FROM ? PROVISIONAL_STEP : ABOUT_STEP
  const share = topShare(question.kind, counts, n)
  const end = (shift: number) => Math.min(1, Math.max(0, (share ?? 0) + shift / n))
  const interval = [wilson(end(-about), n)[0], wilson(end(about), n)[1]] as const
  return {
    about: true,
    n,
    ...missing(counts),
    counts: null,
    distribution: byValue(question, (value) => toStep((counts.get(value) ?? 0) / n, Math.round, step)),
    share: share === null ? null : toStep(share, Math.round, step),
    interval:
      share === null ? null : ([toStep(interval[0], Math.floor, step), toStep(interval[1], Math.ceil, step)] as const),
    mean: null,
  } as const
}

/** Reaches to the end on the side where the share may be more than is said. */
function maskedInterval(share: number, n: number): readonly [number, number] {
  const [low, high] = wilson(share, n)
  return share > 0.5 ? [toStep(low, Math.floor), 1] : [0, toStep(high, Math.ceil)]
}

const NOTHING = {
  n: null,
  dontKnow: null,
  skipped: null,
  notApplicable: null,
  counts: null,
  distribution: null,
  share: null,
  interval: null,
  mean: null,
} as const

/** The values of a question's answers as text, lowest or first option first. */
export function valuesOf(question: Question): readonly string[] {
  return (scaleValues(question.kind) ?? (question.options ?? []).map((option) => option.value)).map(String)
}

function byValue(question: Question, give: (value: string) => number): Readonly<Record<string, number>> {
  return Object.fromEntries(valuesOf(question).map((value) => [value, give(value)]))
}

/** Provisional: from the rounded share and widened outward, so that it tells no more than the rounded share does. */
function intervalOf(share: number, n: number, level: Level): readonly [number, number] {
  const [low, high] = wilson(share, n)
  return level === 'full' ? [low, high] : [toStep(low, Math.floor), toStep(high, Math.ceil)]
}

/** To a whole number of steps; the small shift keeps 0.15 / 0.05 from falling just short of 3. */
function toStep(share: number, round: (steps: number) => number, step = PROVISIONAL_STEP): number {
  const nearly = Number((share / step).toFixed(9))
  return Number((round(nearly) * step).toFixed(2))
}

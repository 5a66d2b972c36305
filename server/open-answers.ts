import type { Decision, OpenAnswerGroup, OpenAnswersReply, ReviewItem, ReviewReply } from '../shared/open-answers.ts'
import { findPersonal, type Span } from '../shared/personal/find.ts'
import { type Cover, type MaskWords, masked } from '../shared/personal/mask.ts'
import { THRESHOLD } from '../shared/results/threshold.ts'
import type { Survey } from '../shared/survey/survey.ts'
import { say } from '../shared/survey/text.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { assertMaySee } from './http/who.ts'
import maskWords from './mask-words.nl.json'
import { hasRight, may } from './rights.ts'
import type { ShownAnswer } from './store/open-answers.ts'
import { wordGroups } from './word-groups.ts'

type Known = Pick<Deps, 'store' | 'municipality' | 'now'>

/** So many at once: a person looks at them one by one. */
const PAGE = 20

const MASK_WORDS: MaskWords = maskWords
const DECIDED_BEFORE = 'Deze antwoorden zijn al nagekeken of ze zijn er niet meer.'

/** What waits for a person, in an order that is chance; after this id. Administrators only. */
export function reviewList({ store }: Known, viewer: Viewer, after = ''): ReviewReply {
  assertReviews(viewer)
  const surveys = store.surveys().map(({ survey }) => survey)
  const items = store.waitingAnswers(PAGE, after).map((waiting): ReviewItem => {
    const survey = surveys.find(({ id, version }) => id === waiting.survey && version === waiting.version)
    return {
      id: waiting.id,
      question: questionText(survey, waiting.question),
      survey: survey ? say(survey.title, 'nl') : waiting.survey,
      demo: waiting.demo,
      pieces: piecesOf(waiting.text),
    }
  })
  return { waiting: store.countWaiting(), items }
}

/** Notes what a person decided. Throws `bad-request` on what cannot be a decision: nothing is noted then. Gives how many
 *  were noted; those that somebody else had decided on, or that were withdrawn meanwhile, are left as they are. */
export function decide(parts: Known, viewer: Viewer, body: unknown): { readonly noted: number } {
  const { store, now } = parts
  assertReviews(viewer)
  const decisions = readDecisions(body)
  const texts = new Map(decisions.length === 0 ? [] : waitingTexts(store, decisions))
  if (decisions.length > 0 && texts.size === 0) throw problem('bad-request', DECIDED_BEFORE)
  const known = decisions.flatMap((decision) => {
    const text = texts.get(decision.id)
    if (text === undefined) return []
    return [{ id: decision.id, text: decision.show ? masked(text, decision.covers, MASK_WORDS) : null }]
  })
  const noted = store.together(() => {
    const count = store.decide(known, dayOf(now()))
    if (count > 0) audit(parts, viewer.name, 'open-answers-decide', String(count))
    return count
  })
  return { noted }
}

/** The open answers that this viewer may read, by question, provider and care type. A group that has fewer than the threshold
 *  left, because of withdrawals, is not shown. `query` takes survey, provider and careType. */
export function shownOpenAnswers(
  known: Known,
  viewer: Viewer,
  query: Readonly<Record<string, unknown>>,
): OpenAnswersReply {
  const { store } = known
  const asked = readQuery(query)
  assertMayRead(viewer, asked.provider)
  const provider = asked.provider ?? viewer.provider
  const shown = store
    .shownAnswers({ ...asked, ...(provider !== null && { provider }) })
    .filter((answer) => may(viewer, 'open-answers', answer.provider))
  const groups = groupsOf(shown).filter((answers) => answers.length >= THRESHOLD)
  return {
    groups: groups.map((answers) => toGroup(known, answers)),
    maySignal: hasRight(viewer, 'signal'),
    waiting: hasRight(viewer, 'review') ? store.countWaiting() : null,
    complaint: complaintRoute(known.municipality),
  }
}

function complaintRoute({ help }: Known['municipality']): OpenAnswersReply['complaint'] {
  return help
    .filter(({ kind }) => kind === 'complaint')
    .map(({ name, phone, url }) => ({ name: say(name, 'nl'), ...(phone ? { phone } : {}), ...(url ? { url } : {}) }))
}

/** Marks a shown answer as a signal for the talk, as talked about, or as no signal. Throws `forbidden` for who may not,
 *  `not-found` when it is not shown. */
export function markSignal(known: Known, viewer: Viewer, id: string, body: unknown): void {
  const { store, now } = known
  const signal = typeof body === 'object' && body !== null && 'signal' in body ? body.signal : undefined
  if (signal !== '' && signal !== 'open' && signal !== 'done') {
    throw problem('bad-request', 'Send {"signal": "open" | "done" | ""}')
  }
  if (!hasRight(viewer, 'signal')) throw problem('forbidden', 'Alleen de gemeente zet een signaal.')
  const answer = store.shownAnswer(id)
  store.together(() => {
    // Of another provider or not there: the same words.
    if (!answer || !may(viewer, 'signal', answer.provider) || !store.markSignal(id, signal, dayOf(now())))
      throw problem('not-found', 'Dit antwoord is er niet meer.')
    audit(known, viewer.name, 'signal-set', answer.provider)
  })
}

/** Shows what is decided; part of the hourly upkeep. */
export function showDecided({ store }: Pick<Known, 'store'>): { readonly shown: number } {
  return { shown: store.publishAnswers(THRESHOLD) }
}

function assertReviews(viewer: Viewer): void {
  if (!hasRight(viewer, 'review')) throw problem('forbidden', 'Alleen de beheerder kijkt open antwoorden na.')
}

/** Throws `forbidden` for who may read no open answers, or not those of that provider. */
function assertMayRead(viewer: Viewer, provider: string | undefined): void {
  if (!hasRight(viewer, 'open-answers')) throw problem('forbidden', 'U mag geen open antwoorden lezen.')
  if (provider !== undefined && !may(viewer, 'open-answers', provider)) assertMaySee(viewer, provider)
}

/** Every word and everything between words apart, so that a person can cover each; what was found is one piece. */
function piecesOf(text: string): ReviewItem['pieces'] {
  const spans = findPersonal(text)
  const cuts = [0, ...spans.flatMap(({ start, end }) => [start, end]), text.length]
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index] ?? 0
    if (start >= end) return []
    const span = spans.find((one) => one.start === start && one.end === end)
    return span ? [{ text: text.slice(start, end), start, end, found: span.kind }] : wordsIn(text, start, end)
  })
}

function wordsIn(text: string, from: number, to: number): ReviewItem['pieces'] {
  return [...text.slice(from, to).matchAll(/\s+|[^\s]+/gu)].map((match) => {
    const start = from + match.index
    return { text: match[0], start, end: start + match[0].length, found: null }
  })
}

function waitingTexts(store: Known['store'], decisions: readonly Decision[]): readonly (readonly [string, string])[] {
  return decisions.flatMap(({ id }) => {
    const text = store.waitingAnswer(id)
    return text === null ? [] : [[id, text] as const]
  })
}

function groupsOf(answers: readonly ShownAnswer[]): readonly (readonly ShownAnswer[])[] {
  const groups = new Map<string, ShownAnswer[]>()
  for (const answer of answers) {
    const { survey, question, provider, careType, demo } = answer
    const key = [survey, question, provider, careType, demo].join('\n')
    groups.set(key, [...(groups.get(key) ?? []), answer])
  }
  return [...groups.entries()].sort(([one], [other]) => one.localeCompare(other, 'nl')).map(([, group]) => group)
}

function toGroup({ store, municipality }: Known, answers: readonly ShownAnswer[]): OpenAnswerGroup {
  const [first] = answers
  if (!first) throw new Error('a group without answers')
  const { survey, question, provider, careType, demo } = first
  const latest = store
    .surveys()
    .map((published) => published.survey)
    .filter(({ id, questions }) => id === survey && questions.some((one) => one.id === question))
    .at(-1)
  return {
    survey,
    question: { id: question, text: questionText(latest, question) },
    provider: { id: provider, name: store.providers().find(({ id }) => id === provider)?.name ?? provider },
    careType: { id: careType, name: municipality.careTypes.find(({ id }) => id === careType)?.name ?? careType },
    demo,
    answers: answers.map(({ id, text, signal }) => ({ id, text, signal })),
    words: wordGroups(answers.map(({ text }) => text)),
  }
}

function questionText(survey: Survey | undefined, id: string): string {
  const question = survey?.questions.find((one) => one.id === id)
  return question ? say(question.text, 'nl') : id
}

const PARAMETERS = ['survey', 'provider', 'careType'] as const

function readQuery(query: Readonly<Record<string, unknown>>): Partial<Record<(typeof PARAMETERS)[number], string>> {
  const given: Partial<Record<(typeof PARAMETERS)[number], string>> = {}
  for (const [name, value] of Object.entries(query)) {
    const parameter = PARAMETERS.find((one) => one === name)
    if (!parameter)
      throw problem('unknown-filter', `There is no parameter "${name}". There are: ${PARAMETERS.join(', ')}`)
    if (typeof value !== 'string') throw problem('bad-request', `Give "${parameter}" once`)
    if (value !== '') given[parameter] = value
  }
  return given
}

const SHAPE = 'Send {"decisions": [{"id": "…", "show": true, "covers": [{"start": 0, "end": 5, "kind": "name"}]}]}'

function readDecisions(body: unknown): readonly Decision[] {
  const decisions: unknown = typeof body === 'object' && body !== null && 'decisions' in body ? body.decisions : null
  if (!Array.isArray(decisions) || decisions.length > PAGE) throw problem('bad-request', SHAPE)
  return decisions.map((one: unknown) => readDecision(one))
}

function readDecision(one: unknown): Decision {
  if (typeof one !== 'object' || one === null || !('id' in one) || !('show' in one)) throw problem('bad-request', SHAPE)
  const { id, show } = one
  if (typeof id !== 'string' || typeof show !== 'boolean') throw problem('bad-request', SHAPE)
  if (!show) return { id, show }
  const covers: unknown = 'covers' in one ? one.covers : null
  if (!Array.isArray(covers) || !covers.every(isCover)) throw problem('bad-request', SHAPE)
  return { id, show, covers }
}

function isCover(cover: unknown): cover is Cover {
  if (typeof cover !== 'object' || cover === null) return false
  const { start, end, kind } = cover as Partial<Span>
  return Number.isInteger(start) && Number.isInteger(end) && typeof kind === 'string' && Object.hasOwn(MASK_WORDS, kind)
}

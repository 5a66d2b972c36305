import {
  INTERPRETATION_FIELDS,
  type Interpretation,
  type InterpretationReply,
  type InterpretationSide,
  MAX_INTERPRETATION,
  type TalksReply,
} from '../shared/interpretation.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { assertMaySee } from './http/who.ts'
import { hasRight, may } from './rights.ts'
import type { ReportKey } from './store/interpretations.ts'

type Known = Pick<Deps, 'store' | 'municipality' | 'now'>
type Query = Readonly<Record<string, unknown>>

/** More lines than this in one field become one: a report has to hold it. */
const MOST_LINES = 12

/** What there is to talk about with the provider in this query. Throws as `interpretations` does. */
export function talks({ store }: Known, query: Query, viewer: Viewer): TalksReply {
  assertSeesFigures(viewer)
  const provider = given(query, 'provider')
  assertMaySee(viewer, provider)
  const spans = store.releasedSpans(provider).map(({ survey, careType, from, to }) => ({ survey, careType, from, to }))
  return { talks: spans.sort((one, other) => (one.to < other.to ? 1 : -1)) }
}

/** Before a word is said of what the query lacks. */
function assertSeesFigures(viewer: Viewer): void {
  if (!hasRight(viewer, 'figures') && !hasRight(viewer, 'city-figures'))
    throw problem('forbidden', 'Dit account ziet geen cijfers.')
}

/** What is said of the report in this query. Throws `forbidden` for another's provider, whether it exists or not,
 *  `bad-request` for a missing part and `unknown-filter` for one that does not exist. */
export function interpretations(known: Known, query: Query, viewer: Viewer): InterpretationReply {
  assertSeesFigures(viewer)
  const key = readKey(known, query, viewer)
  const writes = may(viewer, 'interpret', key.provider)
  return { said: known.store.interpretations(key), side: writes ? sideOf(viewer) : null }
}

/** Keeps what this viewer's side says of it, in place of what that side said before; four empty texts take it away. The body's
 *  `seen` is what that side said when the form was shown. Gives what is said now. Throws as `interpretations` does, `bad-request`
 *  in words to show above the form, and `changed-meanwhile` where somebody of the same side was first. */
export function saveInterpretation(known: Known, query: Query, viewer: Viewer, body: unknown): InterpretationReply {
  if (!hasRight(viewer, 'interpret')) throw problem('forbidden', 'U kunt hier niets bij schrijven.')
  const key = readKey(known, query, viewer)
  const { store, now } = known
  const side = sideOf(viewer)
  const texts = readTexts(body)
  const seen = seenIn(body)
  const said: Interpretation = { side, role: viewer.role, day: dayOf(now()), texts }
  const isEmpty = INTERPRETATION_FIELDS.every((field) => texts[field] === '')
  store.together(() => {
    const kept = store.interpretations(key).find((one) => one.side === side)?.texts
    if (!sameTexts(kept, seen)) throw problem('changed-meanwhile', CHANGED)
    if (isEmpty) store.dropInterpretation(key, side)
    else store.saveInterpretation(key, said)
    audit(known, viewer.name, isEmpty ? 'interpretation-remove' : 'interpretation-set', key.provider)
  })
  return { said: store.interpretations(key), side }
}

const CHANGED =
  'Een collega veranderde dit ook. Wat die schreef, staat nu bij uw eigen tekst. Maak er één tekst van en druk op Bewaar.'

/** Nothing said is four empty texts. */
function sameTexts(one: Partial<Interpretation['texts']> = {}, other: Partial<Interpretation['texts']> = {}): boolean {
  return INTERPRETATION_FIELDS.every((field) => (one[field] ?? '') === (other[field] ?? ''))
}

/** Who does not say what was on the screen saw nothing there. */
function seenIn(body: unknown): Interpretation['texts'] | undefined {
  const seen = typeof body === 'object' && body !== null && 'seen' in body ? body.seen : null
  return typeof seen === 'object' && seen !== null ? readTexts(seen) : undefined
}

function sideOf({ role }: Viewer): InterpretationSide {
  return role === 'provider' ? 'provider' : 'municipality'
}

function readKey({ store, municipality }: Known, query: Query, viewer: Viewer): ReportKey {
  const provider = given(query, 'provider')
  assertMaySee(viewer, provider)
  const key = {
    provider,
    survey: given(query, 'survey'),
    careType: given(query, 'careType'),
    quarter: given(query, 'quarter'),
  }
  if (!/^(?!0000)\d{4}-Q[1-4]$/.test(key.quarter)) throw problem('bad-request', '"quarter" must be one such as 2026-Q4')
  const exists =
    store.providers().some(({ id }) => id === key.provider) &&
    store.surveys().some(({ survey }) => survey.id === key.survey) &&
    municipality.careTypes.some(({ id }) => id === key.careType)
  if (!exists) throw problem('unknown-filter', 'There is no such provider, survey or care type')
  return key
}

function given(query: Query, name: string): string {
  const value = query[name]
  if (typeof value !== 'string' || value === '') throw problem('bad-request', `Give "${name}" once`)
  return value
}

function readTexts(body: unknown): Interpretation['texts'] {
  const texts = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const read = INTERPRETATION_FIELDS.map((field) => {
    const text = texts[field]
    if (typeof text !== 'string') throw problem('bad-request', `Give "${field}" as text`)
    const tidy = tidied(text)
    if ([...tidy].length > MAX_INTERPRETATION)
      throw problem('bad-request', `Maak de tekst korter: hoogstens ${MAX_INTERPRETATION} tekens in een veld.`)
    return [field, tidy]
  })
  return Object.fromEntries(read) as Interpretation['texts']
}

/** Without signs that cannot be seen, spaces around it and empty lines. */
function tidied(text: string): string {
  const lines = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, ' ').trim())
    .filter((line) => line !== '')
  return lines.length > MOST_LINES ? lines.join(' ') : lines.join('\n')
}

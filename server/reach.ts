import { MAX_MARK_REASON, type ReachReply, type ShownMark, type ShownReach } from '../shared/reach.ts'
import { periodOf, periodsBetween } from '../shared/results/periods.ts'
import { isRecord } from '../shared/survey/fault.ts'
import { say } from '../shared/survey/text.ts'
import { audit } from './audit.ts'
import { monthOf, monthsBefore } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { hasRight, may, providersFor } from './rights.ts'

/** Months back that can be chosen, besides the running one. */
const MONTHS = 24

/** How many clients there were and which months are not to be relied on, as far as this viewer says so. */
export function reachFor(deps: Deps, viewer: Viewer): ReachReply {
  const own = providersFor(viewer, 'reach')
  if (own !== 'all' && own.length === 0) throw problem('forbidden', 'U mag geen aantallen invullen.')
  const { store, municipality, surveys, now } = deps
  const mine = (id: string) => own === 'all' || own.includes(id)
  const month = monthOf(now())
  const given = new Map(municipality.providers.map(({ id, careTypes }) => [id, careTypes]))
  const collectors = store.collectors()
  const providers = store.providers().filter(({ id }) => mine(id))
  return {
    providers: providers.sort(byName).map(({ id, name }) => {
      const measured = collectors.flatMap(({ provider, careType }) => (provider === id ? [careType] : []))
      return { id, name, careTypes: [...new Set([...(given.get(id) ?? []), ...measured])] }
    }),
    careTypes: municipality.careTypes.map(({ id, name }) => ({ id, name })).sort(byName),
    surveys: [...surveys.values()].map(({ id, title }) => ({ id, name: say(title, 'nl') })).sort(byName),
    quarters: periodsBetween(monthsBefore(month, MONTHS), month, 'quarter').toReversed(),
    reach: store
      .reach()
      .filter(({ provider }) => mine(provider))
      .sort((one, other) => other.quarter.localeCompare(one.quarter) || one.provider.localeCompare(other.provider)),
    marks: hasRight(viewer, 'manage') ? store.unreliable() : null,
  }
}

/** Says how many clients a provider had: `{provider, careType, quarter, clients}`. Again: the new number counts. */
export function saveReach(deps: Deps, viewer: Viewer, body: unknown): ShownReach {
  const place = reachPlace(deps, viewer, body)
  const clients = clientsIn(textIn(body, 'clients'))
  if (clients === null) throw problem('bad-request', 'Vul een heel getal in van 1 of meer.')
  const reach = { ...place, clients }
  deps.store.together(() => {
    deps.store.saveReach(reach)
    audit(deps, viewer.name, 'reach-set', Object.values(place).join(' '))
  })
  return reach
}

/** Takes a number of clients away. Throws `not-found` where there is none. */
export function dropReach(deps: Deps, viewer: Viewer, asked: unknown): void {
  const place = reachPlace(deps, viewer, asked)
  deps.store.together(() => {
    if (!deps.store.dropReach(place)) throw problem('not-found', 'Dat aantal is er niet meer.')
    audit(deps, viewer.name, 'reach-remove', Object.values(place).join(' '))
  })
}

/** Says that months are not to be relied on, and why: `{survey, provider, careType, from, to, reason}`. */
export function saveMark(deps: Deps, viewer: Viewer, body: unknown): ShownMark {
  const months = markPlace(deps, viewer, body)
  const reason = textIn(body, 'reason').replace(/\s+/g, ' ')
  if (reason === '') throw problem('bad-request', 'Schrijf waarom deze maanden niet kloppen.')
  if ([...reason].length > MAX_MARK_REASON) throw problem('bad-request', `Schrijf hooguit ${MAX_MARK_REASON} tekens.`)
  const mark = { ...months, reason }
  deps.store.together(() => {
    deps.store.saveUnreliable(mark)
    audit(deps, viewer.name, 'unreliable-set', aboutMark(months))
  })
  return mark
}

/** Takes such a mark away. Throws `not-found` where there is none. */
export function dropMark(deps: Deps, viewer: Viewer, asked: unknown): void {
  const months = markPlace(deps, viewer, asked)
  deps.store.together(() => {
    if (!deps.store.dropUnreliable(months)) throw problem('not-found', 'Dit is al weggehaald.')
    audit(deps, viewer.name, 'unreliable-remove', aboutMark(months))
  })
}

/** A number of clients as people type it: `1.240` or `240`; null for what is none. */
export function clientsIn(typed: string): number | null {
  const digits = typed.replace(
    /^(\d{1,3})((?:\.\d{3})+)$/,
    (_, head: string, rest: string) => head + rest.replace(/\./g, ''),
  )
  return /^[1-9]\d{0,6}$/.test(digits) ? Number(digits) : null
}

/** Whether this is a month, `2026-07`. */
export function isMonth(text: string): boolean {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
}

/** Whether this is a quarter, `2026-Q3`. */
export function isQuarter(text: string): boolean {
  return /^20\d\d-Q[1-4]$/.test(text)
}

/** What the log says of a mark. */
export function aboutMark({ survey, provider, careType, from, to }: Omit<ShownMark, 'reason'>): string {
  return [survey, provider, careType, from, to].filter((part) => part !== '').join(' ')
}

function reachPlace(deps: Deps, viewer: Viewer, body: unknown): Omit<ShownReach, 'clients'> {
  const [provider, careType, quarter] = [textIn(body, 'provider'), textIn(body, 'careType'), textIn(body, 'quarter')]
  if (!hasRight(viewer, 'reach')) throw problem('forbidden', 'U mag geen aantallen invullen.')
  if (provider === '') throw problem('bad-request', 'Kies een aanbieder.')
  // Of another provider nothing is told, nor whether there is one.
  if (!may(viewer, 'reach', provider) || !deps.store.providers().some(({ id }) => id === provider))
    throw problem('not-found', 'Deze aanbieder is er niet.')
  if (!deps.municipality.careTypes.some(({ id }) => id === careType)) throw problem('bad-request', 'Kies een zorgvorm.')
  if (!isQuarter(quarter)) throw problem('bad-request', 'Kies een kwartaal.')
  if (quarter > periodOf(monthOf(deps.now()), 'quarter')) throw problem('bad-request', 'Dit kwartaal komt nog.')
  return { provider, careType, quarter }
}

function markPlace({ store, municipality }: Deps, viewer: Viewer, body: unknown): Omit<ShownMark, 'reason'> {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
  const [survey, provider, careType] = [textIn(body, 'survey'), textIn(body, 'provider'), textIn(body, 'careType')]
  const [from, to] = [textIn(body, 'from'), textIn(body, 'to')]
  if (!isMonth(from) || !isMonth(to)) throw problem('bad-request', 'Vul een maand in, zoals 2026-07.')
  if (from > to) throw problem('bad-request', 'De laatste maand ligt voor de eerste.')
  const known = [
    [survey, store.surveys().map((one) => one.survey.id), 'Kies een vragenlijst uit de lijst.'],
    [provider, store.providers().map(({ id }) => id), 'Kies een aanbieder uit de lijst.'],
    [careType, municipality.careTypes.map(({ id }) => id), 'Kies een zorgvorm uit de lijst.'],
  ] as const
  for (const [id, ids, mend] of known) if (id !== '' && !ids.includes(id)) throw problem('bad-request', mend)
  return { survey, provider, careType, from, to }
}

function textIn(body: unknown, name: string): string {
  const value = isRecord(body) ? body[name] : undefined
  return typeof value === 'string' ? value.trim() : ''
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name, 'nl')
}

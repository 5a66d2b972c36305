import type { FollowedCare, FollowedProvider, PortfolioReply } from '../shared/portfolio.ts'
import type { ResultRow } from '../shared/results/results.ts'
import { audit } from './audit.ts'
import { dayOf } from './calendar.ts'
import type { Deps, Viewer } from './deps.ts'
import { problem } from './http/problem.ts'
import { results } from './results.ts'
import { readFilter } from './results-filter.ts'
import { hasRight, may, providersFor } from './rights.ts'

type Known = Pick<Deps, 'store' | 'municipality' | 'now'>

/** A talk is set at most so many years ahead; further is a slip of the keys. */
const MOST_YEARS = 3

/** The providers that this viewer follows, by name; an administrator follows all. Throws `forbidden` for who follows
 *  none by its role. */
export function portfolio(known: Known, viewer: Viewer): PortfolioReply {
  const { store, now } = known
  const follows = providersFor(viewer, 'talks')
  if (follows !== 'all' && viewer.role !== 'account-manager') throw notYours()
  const signals = store.openSignals()
  const talks = store.talks()
  const today = dayOf(now())
  const providers = store
    .providers()
    .filter(({ id }) => follows === 'all' || follows.includes(id))
    .map(({ id, name }): FollowedProvider => {
      const talk = talks.get(id) ?? null
      const { n, lastAnswer } = answersOf(known, id, viewer)
      // A talk that is over is no next one.
      return {
        id,
        name,
        n,
        lastAnswer,
        care: careOf(known, id, today),
        openSignals: signals.get(id) ?? 0,
        nextTalk: talk && talk >= today ? talk : null,
      }
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'))
  return { today, providers }
}

/** Sets the day of the next talk; `{day: null}` takes it away. Throws `forbidden` for another's provider, whether it
 *  exists or not, and `bad-request`, in words to show beside the field. */
export function setTalk(known: Known, viewer: Viewer, provider: string, body: unknown): void {
  const { store, now } = known
  if (!hasRight(viewer, 'talks') || !may(viewer, 'talks', provider)) throw notYours()
  if (!store.providers().some(({ id }) => id === provider)) throw problem('not-found', 'Deze aanbieder is er niet.')
  const day = typeof body === 'object' && body !== null && 'day' in body ? body.day : undefined
  if (day !== null && (typeof day !== 'string' || !isDay(day)))
    throw problem('bad-request', 'Vul een dag in, bijvoorbeeld 14-12-2026.')
  const today = dayOf(now())
  if (day !== null && day < today) throw problem('bad-request', 'Deze dag is al voorbij. Kies vandaag of later.')
  if (day !== null && day > `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`)
    throw problem('bad-request', 'Deze dag is te ver weg. Kijk het jaar na.')
  store.together(() => {
    store.saveTalk(provider, day)
    audit(known, viewer.name, 'talk-set', provider)
  })
}

function careOf({ store, municipality }: Known, provider: string, today: string): readonly FollowedCare[] {
  const nameOf = (id: string) => municipality.careTypes.find((one) => one.id === id)?.name ?? id
  return store
    .careGiven()
    .filter((care) => care.provider === provider)
    .filter(({ validFrom, validUntil }) => (validFrom ?? today) <= today && today <= (validUntil ?? today))
    .map(({ careType, contractFrom, contractUntil, contractNote }) => ({
      name: nameOf(careType),
      contractFrom,
      contractUntil,
      contractNote,
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'))
}

function notYours() {
  return problem('forbidden', 'Deze aanbieder staat niet op uw lijst.')
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** From what is published only: the figures of a portfolio never say more than the figures themselves. */
function answersOf(known: Known, provider: string, viewer: Viewer): Pick<FollowedProvider, 'n' | 'lastAnswer'> {
  const spans = known.store.releasedSpans(provider)
  const lastAnswer = spans.map(({ to }) => to).reduce((last, to) => (to > last ? to : last), '')
  if (lastAnswer === '') return { n: null, lastAnswer: null }
  const { rows } = results(known, readFilter(known, { provider }, viewer), viewer)
  const most = new Map<string, number>()
  for (const row of rows) {
    const key = `${row.survey} ${row.version}`
    most.set(key, Math.max(most.get(key) ?? 0, answered(row)))
  }
  const n = [...most.values()].reduce((sum, each) => sum + each, 0)
  return { n: n === 0 ? null : n, lastAnswer }
}

function answered({ n, dontKnow, skipped, notApplicable }: ResultRow): number {
  return n === null ? 0 : n + (dontKnow ?? 0) + (skipped ?? 0) + (notApplicable ?? 0)
}

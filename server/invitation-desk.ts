import { Writable } from 'node:stream'
import { type InvitationsReply, MAX_LETTERS, type MadeInvitations } from '../shared/invitations.ts'
import { audit } from './audit.ts'
import type { Deps, Viewer } from './deps.ts'
import { writeCsv } from './export/csv.ts'
import { nameIn } from './given-name.ts'
import { problem } from './http/problem.ts'
import { orProblem } from './http/refused.ts'
import {
  INVITATION_COLUMNS,
  invitationRows,
  markOf,
  type NewInvitations,
  newInvitations,
  shownBatches,
} from './invitations.ts'
import { letters } from './pages/letters/letters.tsx'
import { formOf } from './pages/paper/of-collector.ts'
import { needsInvitation } from './response-check.ts'
import { hasRight } from './rights.ts'
import { currentSurveys, findCollector } from './routes/collectors.ts'

/** The invitations that there are, and the collectors for which more can be made. Administrators only. */
export function invitationsOf(deps: Deps, viewer: Viewer): InvitationsReply {
  assertManages(viewer)
  const { store, surveys } = deps
  const providers = store.providers()
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? id
  const careTypeOf = (id: string) => deps.municipality.careTypes.find((careType) => careType.id === id)?.name ?? id
  return {
    collectors: store.collectors().flatMap((collector) => {
      const [id = '', ...more] = collector.surveys
      const survey = surveys.get(id)
      if (!needsInvitation(collector) || collector.closed || more.length > 0 || !survey) return []
      const name = [nameOf(collector.provider), careTypeOf(collector.careType), collector.code].join(', ')
      return [{ id: collector.code, name, languages: survey.languages }]
    }),
    batches: shownBatches(store),
  }
}

/** Makes a batch: `{collector, count, label?, language}`. Throws `bad-request`, in words to show. */
export async function makeInvitations(deps: Deps, viewer: Viewer, body: unknown): Promise<MadeInvitations> {
  assertManages(viewer)
  const given = textsIn(body)
  const collector = findCollector(deps, given('collector'))
  if (!collector) throw problem('bad-request', 'Kies een meetpunt.')
  const made = orProblem(() => named(newInvitations(deps, collector, given('count')), given('label')))
  const { batch, secrets } = made
  const reply = {
    collector: collector.code,
    batch,
    count: secrets.length,
    csv: await csvOf(made),
    letters: secrets.length > MAX_LETTERS ? null : lettersOf(deps, made, given('language')),
  }
  deps.store.together(() => {
    deps.store.addInvitations({ collector: collector.code, batch }, secrets)
    // What the batch is called may name somebody: only its mark stays in the log.
    audit(deps, viewer.name, 'invitation-make', `${collector.code} ${markOf(batch)} ${secrets.length}`)
  })
  return reply
}

/** Takes back what was not used of a batch: `{collector, batch}`. It does not say how many: that would tell how many answered. */
export function endInvitations(deps: Deps, viewer: Viewer, body: unknown): void {
  assertManages(viewer)
  const given = textsIn(body)
  const of = { collector: given('collector'), batch: given('batch') }
  const { store } = deps
  if (!store.invitationBatches().some((one) => one.collector === of.collector && one.batch === of.batch))
    throw problem('not-found', 'Deze serie is er niet.')
  store.together(() => {
    if (store.dropInvitations(of) === 0) return
    audit(deps, viewer.name, 'invitation-remove', `${of.collector} ${markOf(of.batch)}`)
  })
}

function named(made: NewInvitations, label: string): NewInvitations {
  return label === '' ? made : { ...made, batch: `${made.batch} ${nameIn(label)}` }
}

async function csvOf(made: NewInvitations): Promise<string> {
  const parts: Buffer[] = []
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk)
      done()
    },
  })
  await writeCsv(out, 'nl', INVITATION_COLUMNS, invitationRows(made))
  return Buffer.concat(parts).toString()
}

function lettersOf(deps: Deps, made: NewInvitations, language: string): string {
  const { collector, invitations } = made
  const [first, ...more] = currentSurveys(deps, collector)
  if (!first) throw problem('bad-request', 'Dit meetpunt heeft geen vragenlijst.')
  return letters(formOf(deps, { collector, surveys: [first, ...more], survey: undefined, language }), invitations)
}

function assertManages(viewer: Viewer): void {
  if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Alleen een beheerder kan dit.')
}

function textsIn(body: unknown): (name: string) => string {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  return (name) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    return typeof value === 'string' ? value.trim() : ''
  }
}

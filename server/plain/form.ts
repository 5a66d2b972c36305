import type { MessageName } from '../../client/screens/message.tsx'
import { type Bucket, createBucket } from '../bucket.ts'
import type { Deps } from '../deps.ts'
import { withoutMessage } from '../http/endpoint.ts'
import { isInvitationFault } from '../invitations.ts'
import type { Page } from '../pages/document.tsx'
import { firstPage } from '../pages/first-page.tsx'
import { type RunView, runPage } from '../pages/run-page.tsx'
import { collectorReply, findCollector } from '../routes/collectors.ts'
import type { Collector } from '../store/store.ts'
import { beginRun, openRun, type Under } from './begin.ts'
import { createEndedRuns, type EndedRuns } from './ended.ts'
import { type Fields, readFields } from './fields.ts'
import {
  asksInvitation,
  INVITE,
  type InvitationTrouble,
  TYPED_BUCKET,
  withInvitation,
  withoutInvitation,
} from './invited.ts'
import { move, type Next } from './move.ts'
import { codeOf, sendRun } from './send.ts'
import { createPlainTokens, type PlainTokens } from './token.ts'

/** What a posted form is answered with. */
export type FormAnswer =
  | { readonly page: Page }
  | { readonly message: MessageName; readonly language?: string; readonly address?: 'u' | 'je' }
  | { readonly leave: true }

interface Parts {
  readonly deps: Deps
  readonly tokens: PlainTokens
  readonly ended: EndedRuns
  /** Of wrong codes of invitations. */
  readonly bucket: Bucket
  /** Takes incidents only, never an answer. */
  readonly log: (line: string) => void
  /** The languages that the browser asks for, best first. */
  readonly phone: readonly string[]
}

/** The plain form: gives the page that follows on what the page before it sent. It keeps no run: that comes and goes
 *  with the page, sealed. Rejects only when the database cannot be read. */
export function createPlainForm(
  deps: Deps,
  log: (line: string) => void,
): (code: string, body: unknown, phone: readonly string[]) => Promise<FormAnswer> {
  const { deviceSecret: secret, now, randomBytes } = deps
  const tokens = createPlainTokens({ secret, now, randomBytes })
  const lasting = { deps, log, tokens, ended: createEndedRuns(now), bucket: createBucket(TYPED_BUCKET, now) }
  return async (code, body, phone) => {
    const parts = { ...lasting, phone }
    const fields = readFields(body)
    const collector = findCollector(deps, code)
    if (!collector) return { message: 'unknown' }
    return fields.run === '' ? begin(parts, collector, fields) : goOn(parts, collector, fields)
  }
}

/** A form of a page without a run: the first one, or one that only told something. */
async function begin(parts: Parts, collector: Collector, fields: Fields): Promise<FormAnswer> {
  if (fields.deed === 'leave') return { leave: true }
  const reply = collectorReply(parts.deps, collector)
  if (reply.collector.paired) return { message: 'closed' }
  const under = beginRun(parts.deps, collector, reply, fields)
  if (under) return follow(parts, under, move(under.survey, under.plain, fields), fields)
  if (collector.closed || reply.surveys.length === 0) return { message: 'closed' }
  if (collector.paused) return { message: 'paused' }
  return { page: firstPage({ reply, language: null, phone: parts.phone }) }
}

async function goOn(parts: Parts, collector: Collector, fields: Fields): Promise<FormAnswer> {
  const { deps, tokens, ended } = parts
  const under = openRun(deps, tokens, collector, fields.run)
  if (!under) return fields.deed === 'leave' ? { leave: true } : { message: 'stale' }
  const { plain, survey, stale } = under
  const next = move(survey, plain, fields)
  const end = 'end' in next ? next.end : null
  if (end === 'leave') return follow(parts, under, next, fields)
  if (ended.has(plain.run.id)) return said('gone', under)
  // What is in is in: no page of it that Back brings up shows an answer again.
  if (deps.store.response(plain.run.id))
    return end === 'send' ? finish(parts, { ...under, plain: next.plain }) : pageOf(parts, under, 'sent')
  if (stale) return said('stale', under)
  return fields.deed === 'choose' ? choose(parts, under, fields) : follow(parts, under, next, fields)
}

/** Another survey of the same collector; the one that was begun already goes on where it was. */
function choose(parts: Parts, under: Under, fields: Fields): FormAnswer {
  const { language, survey } = under.plain.run
  if (fields.of === survey.id) return pageOf(parts, under, 'run')
  const reply = collectorReply(parts.deps, under.collector)
  const other = beginRun(parts.deps, under.collector, reply, { ...fields, language })
  if (!other) return pageOf(parts, under, 'choose')
  return pageOf(parts, { ...other, plain: { ...other.plain, comfort: under.plain.comfort } }, 'run')
}

async function follow(parts: Parts, before: Under, next: Next, fields: Fields): Promise<FormAnswer> {
  const under = { ...before, plain: next.plain }
  if (asksInvitation(under, next)) return askInvitation(parts, under, fields)
  if ('show' in next) {
    const nothingElse = next.show === 'choose' && under.collector.surveys.length < 2
    return pageOf(parts, under, nothingElse ? 'run' : next.show)
  }
  if (next.end === 'send') return finish(parts, under)
  parts.ended.add(next.plain.run.id)
  return next.end === 'leave' ? { leave: true } : said('gone', under)
}

/** What stands behind # in the link of a letter never comes here: the code of the letter says the same. What was answered stays. */
function askInvitation(parts: Parts, under: Under, { deed, invitation }: Fields): FormAnswer {
  if (deed !== INVITE) return pageOf(parts, under, 'invite')
  const taken = withInvitation({ store: parts.deps.store, bucket: parts.bucket }, under, invitation)
  return 'trouble' in taken
    ? pageOf(parts, under, 'invite', { trouble: taken.trouble })
    : pageOf(parts, { ...under, plain: taken.plain }, 'run')
}

/** Versturen. Until the answers are in, the page that says so still holds them. */
async function finish(parts: Parts, under: Under): Promise<FormAnswer> {
  const { collector, survey, plain } = under
  const sent = await sendRun(parts.deps, survey, plain, collector).catch((error: unknown) => {
    parts.log(`plain form: ${withoutMessage(error)}`)
    return 'not-kept' as const
  })
  if (sent === 'sent') return pageOf(parts, under, sent, { code: codeOf(plain, collector.channel) })
  if (sent === 'not-kept') return pageOf(parts, under, sent)
  if (isInvitationFault(sent))
    return pageOf(parts, { ...under, plain: withoutInvitation(plain) }, 'invite', { trouble: sent })
  return said(sent === 'withdrawn' ? 'gone' : sent, under)
}

function pageOf(
  { deps, tokens, phone }: Parts,
  { collector, survey, plain }: Under,
  view: RunView,
  more: { readonly code?: string | null; readonly trouble?: InvitationTrouble } = {},
): FormAnswer {
  const token = view === 'sent' ? '' : tokens.seal(plain, survey)
  return { page: runPage({ reply: collectorReply(deps, collector), survey, plain, view, token, phone, ...more }) }
}

function said(message: MessageName, { survey, plain }: Under): FormAnswer {
  return { message, language: plain.run.language, address: survey.address }
}

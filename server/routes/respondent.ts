import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import type { MessageName } from '../../client/screens/message.tsx'
import type { CollectorReply } from '../../shared/wire.ts'
import type { Deps } from '../deps.ts'
import { type Handler, problemOf, resource } from '../http/endpoint.ts'
import { refuseForeignOrigin } from '../http/who.ts'
import { documentOf, type Page } from '../pages/document.tsx'
import { firstPage } from '../pages/first-page.tsx'
import { messagePage } from '../pages/message-page.tsx'
import { OPEN } from '../plain/begin.ts'
import { createPlainForm, type FormAnswer } from '../plain/form.ts'
import { needsInvitation } from '../response-check.ts'
import { cardOf, collectorReply, findCollector } from './collectors.ts'
import { createFirstPages } from './first-pages.ts'

/** Bytes of a posted form: the longest run and the longest answer, percent-encoded, fit many times. */
const FORM_LIMIT = 128_000
const NOT_BUILT = 'De app is nog niet gebouwd. Stop de server en start hem met: npm start\n'

/** What a collector's link gives: intro and first question as HTML, which the app takes over; and the whole survey as
 *  plain forms. GET /brief/CODE begins those with the code of a letter, for who has no link with a secret. No cookie, no answer in an address, nothing stored before Versturen. */
export function respondentRoutes(deps: Deps, log: (line: string) => void): Router {
  const router = Router()
  const form = createPlainForm(deps, log)
  const firstPages = createFirstPages(deps.config.clientDir, deps.municipality.look)
  const get: Handler = async (req, res) => {
    const found = replyFor(deps, req)
    if (!('reply' in found)) return sendMessage(deps, req, res, { name: found.name, script: true })
    const { reply } = found
    const page = firstPage({ reply, language: languageOf(req, reply), phone: req.acceptsLanguages() })
    await sendFirst(deps, req, res, { page, firstPages })
  }
  const post: Handler = async (req, res) => {
    await sendAnswer(req, res, await form(String(req.params.code), req.body, req.acceptsLanguages()))
  }
  const open: Handler = async (req, res) => {
    const found = replyFor(deps, req)
    if (!('reply' in found)) return sendMessage(deps, req, res, { name: found.name })
    const { collector, surveys } = found.reply
    const language = languageOf(req, found.reply)
    const own = `/v/${collector.code}${language === null ? '' : `?taal=${language}`}`
    const kept = deps.store.collector(collector.code)
    if (!kept || !needsInvitation(kept)) return res.redirect(303, own)
    const body = { do: OPEN, survey: surveys[0]?.id, language: language ?? collector.languages[0] }
    await sendAnswer(req, res, await form(collector.code, body, req.acceptsLanguages()))
  }
  async function sendAnswer(req: Request, res: Response, answer: FormAnswer): Promise<void> {
    if ('leave' in answer) leave(res, deps.municipality.quickExit)
    else if ('message' in answer) await sendMessage(deps, req, res, { ...answer, name: answer.message })
    else await sendPage(deps, res, 200, answer.page)
  }
  resource(router, '/v/:code', { GET: get, POST: post }, ownOrigin(deps), formBody())
  resource(router, '/brief/:code', { GET: open })
  router.use('/v/:code', messageInstead(deps, log))
  return router
}

type Found = { readonly reply: CollectorReply } | { readonly name: 'unknown' | 'closed' | 'paused' }

function replyFor(deps: Deps, req: Request): Found {
  const collector = findCollector(deps, String(req.params.code))
  if (!collector) return { name: 'unknown' }
  const reply = collectorReply(deps, collector)
  // What has devices of its own is not for phones.
  if (collector.closed || reply.collector.paired || reply.surveys.length === 0) return { name: 'closed' }
  return collector.paused ? { name: 'paused' } : { reply }
}

/** `?taal=tr`, when the collector has that language. */
function languageOf(req: Request, { collector }: CollectorReply): string | null {
  const { taal } = req.query
  return collector.languages.find((language) => language === taal) ?? null
}

const STATUS: Partial<Record<MessageName, number>> = { unknown: 404, closed: 410, paused: 409, failed: 503 }

interface Message {
  readonly name: MessageName
  /** As the message goes with, unless given. */
  readonly status?: number
  readonly language?: string
  readonly address?: 'u' | 'je'
  /** Whether the app may take the page over. */
  readonly script?: boolean
}

async function sendMessage(deps: Deps, req: Request, res: Response, { status, ...message }: Message): Promise<void> {
  const page = messagePage({ ...message, card: cardOf(deps.municipality), code: String(req.params.code) })
  await sendPage(deps, res, status ?? STATUS[message.name] ?? 200, page)
}

/** Kept nowhere, found by no search engine, and with a Referer of its own site only: under `no-referrer` a browser says
 *  `Origin: null` of a form (Fetch, "serializing a request origin"). */
async function sendPage(deps: Deps, res: Response, status: number, page: Page): Promise<void> {
  const html = await drawn(deps, res, page)
  if (html !== null) res.status(status).type('html').send(html)
}

interface First {
  readonly page: Page
  readonly firstPages: ReturnType<typeof createFirstPages>
}

/** The page that waits for nothing: its style is inside, and it is as small as it gets. */
async function sendFirst(deps: Deps, req: Request, res: Response, { page, firstPages }: First): Promise<void> {
  const html = await drawn(deps, res, page)
  if (html === null) return
  const first = await firstPages(html)
  if (first.styleSource) alsoAllow(res, 'style-src', first.styleSource)
  // A browser that has begun to make room for the page would throw that away and begin anew (server/README.md).
  res.removeHeader('Cross-Origin-Opener-Policy')
  const small = first.small && req.acceptsEncodings('br') === 'br' ? first.small : null
  if (small) res.set('Content-Encoding', 'br')
  res.type('html').send(small ?? first.html)
}

/** The page with its headers set; null when the app is not built and that has been said. */
async function drawn(deps: Deps, res: Response, page: Page): Promise<string | null> {
  const built = await readFile(join(deps.config.clientDir, 'respond/index.html'), 'utf8').catch(() => null)
  res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'same-origin' })
  if (built === null) res.status(503).type('txt').send(NOT_BUILT)
  else allowLeaving(res, deps.municipality.quickExit)
  return built === null ? null : documentOf(built, page)
}

/** "Snel weg" is a form that is answered with another site: the policy must let a form end there. */
function allowLeaving(res: Response, quickExit: string): void {
  alsoAllow(res, 'form-action', new URL(quickExit).origin)
}

/** One source more, for this page only. */
function alsoAllow(res: Response, directive: string, source: string): void {
  const policy = String(res.getHeader('Content-Security-Policy'))
  res.set('Content-Security-Policy', policy.replace(`${directive} 'self'`, `${directive} 'self' ${source}`))
}

/** Another site at once, and the browser asked to forget our pages. Never "storage": answers that were not sent yet may
 *  lie there. */
function leave(res: Response, quickExit: string): void {
  allowLeaving(res, quickExit)
  res.set({ 'Cache-Control': 'no-store', 'Clear-Site-Data': '"cache"', 'Referrer-Policy': 'no-referrer' })
  res.redirect(303, quickExit)
}

function ownOrigin({ config }: Deps): RequestHandler {
  return (req, _res, next) => {
    refuseForeignOrigin(config, req)
    next()
  }
}

function formBody(): RequestHandler {
  return express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: 200, inflate: false })
}

/** A person gets a page that says what to do, a program the problem. */
function messageInstead(deps: Deps, log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (req.method !== 'POST' || res.headersSent || req.params.code === undefined) return next(error)
    const { status } = problemOf(error, log)
    if (status === 405) return next(error)
    return sendMessage(deps, req, res, { name: status >= 500 ? 'failed' : 'stale', status }).catch(next)
  }
}

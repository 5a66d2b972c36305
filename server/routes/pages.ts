import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { dressed } from '../../shared/look.ts'
import type { Deps } from '../deps.ts'
import { type Handler, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import emptyPage from '../pages/empty.html?raw'
import { escapeHtml, fillPlaces } from '../pages/fill.ts'
import notFoundPage from '../pages/not-found.html?raw'
import plainStyle from '../pages/plain.css?raw'
import startPage from '../pages/start.html?raw'
import { readCode } from './collectors.ts'
import { respondentRoutes } from './respondent.ts'

const CHECK_EACH_TIME = 'no-cache'
const YEAR_SECONDS = 31_536_000
const NOT_BUILT = 'De app is nog niet gebouwd. Stop de server en start hem met: npm start\n'

/** Everything that is no API: the start page, the page of the phone, the kiosk and the portal, and the files they are made of. */
export function pageRoutes(deps: Deps, log: (line: string) => void): Router {
  const router = Router()
  const start = filled(startPage, deps)
  resource(router, '/', { GET: (_req, res) => sendHtml(res, start) })
  resource(router, '/plain.css', {
    GET: (_req, res) => void res.type('css').send(dressed(plainStyle, deps.municipality.look)),
  })
  resource(router, '/robots.txt', { GET: (_req, res) => void res.type('txt').send('User-agent: *\nDisallow: /\n') })
  resource(router, '/v', { GET: toCode })
  // What Back finds after "Snel weg".
  resource(router, '/v/weg', { GET: (_req, res) => sendHtml(res, emptyPage) })
  // The app without a first screen: the worker keeps it for visits without a connection.
  resource(router, '/v/app', { GET: builtPage(deps, 'respond/index.html') })
  router.use(respondentRoutes(deps, log))
  resource(router, '/resultaten{/*rest}', { GET: builtPage(deps, 'portal/index.html') })
  resource(router, '/afname{/:code}', { GET: builtPage(deps, 'assist/index.html') })
  // The kiosk's page is the same for every code; which collector it serves is between the device and the server.
  resource(router, '/zuil{/:code}', { GET: builtPage(deps, 'kiosk/index.html') })
  builtFiles(router, deps)
  router.use(pageNotFound(filled(notFoundPage, deps)))
  return router
}

/** The form of the start page lands here; the phone's page has the code in its path. */
function toCode(req: Request, res: Response): void {
  const typed = typeof req.query.code === 'string' ? req.query.code.trim() : ''
  res.set('Cache-Control', 'no-store')
  res.redirect(303, typed === '' ? '/' : `/v/${encodeURIComponent(readCode(typed) ?? firstCharacters(typed, 40))}`)
}

/** By whole characters: half an emoji cannot stand in an address. */
function firstCharacters(text: string, most: number): string {
  return [...text].slice(0, most).join('')
}

function builtFiles(router: Router, deps: Deps): void {
  const root = deps.config.clientDir
  const assets = { fallthrough: false, index: false, redirect: false, immutable: true, maxAge: YEAR_SECONDS * 1000 }
  router.use(['/assets', '/icons'], readOnly)
  router.use('/assets', dressedStyles(deps), express.static(join(root, 'assets'), assets))
  router.use(
    '/icons',
    express.static(join(root, 'icons'), { fallthrough: false, index: false, redirect: false, maxAge: '1d' }),
  )
  for (const worker of ['sw.js', 'sw-kiosk.js', 'sw-assist.js']) {
    resource(router, `/${worker}`, {
      GET: (_req, res) => {
        res.set('Service-Worker-Allowed', '/')
        return sendBuilt(res, root, worker)
      },
    })
  }
  for (const manifest of ['manifest.webmanifest', 'kiosk.webmanifest']) {
    resource(router, `/${manifest}`, { GET: (_req, res) => sendManifest(res, deps, manifest) })
  }
}

/** The style sheets of a municipality with colours of its own; everything else is the next one's. A built file never changes under
 *  its name, so that a device keeps the colours it has until there is a newer app. */
function dressedStyles({ config, municipality: { look } }: Deps): RequestHandler {
  return async (req, res, next) => {
    const name = look && /^\/([\w-]+\.css)$/.exec(req.path)?.[1]
    const style = name && (await readFile(join(config.clientDir, 'assets', name), 'utf8').catch(() => null))
    if (!style) return next()
    res.set('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`).type('css').send(dressed(style, look))
  }
}

function readOnly(req: Request, res: Response, next: NextFunction): void {
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.set('Allow', 'HEAD, GET')
    throw problem('method-not-allowed', 'This address takes HEAD, GET only')
  }
  next()
}

/** What an installed app is called is the municipality's to say. */
async function sendManifest(res: Response, { config, municipality }: Deps, file: string): Promise<void> {
  const { productName } = municipality
  const built = await readFile(join(config.clientDir, file), 'utf8').catch(() => null)
  if (built === null) throw problem('not-found', 'The app is not built')
  const manifest: unknown = { ...(JSON.parse(built) as object), name: productName, short_name: productName }
  res.set('Cache-Control', CHECK_EACH_TIME).type('application/manifest+json').send(JSON.stringify(manifest))
}

function builtPage(deps: Deps, file: string): Handler {
  return async (_req, res) => {
    res.set('X-Robots-Tag', 'noindex')
    await sendBuilt(res, deps.config.clientDir, file).catch((error: unknown) => {
      if (!isMissing(error)) throw error
      res.status(503).type('txt').send(NOT_BUILT)
    })
  }
}

function sendBuilt(res: Response, root: string, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    res.sendFile(file, { root, cacheControl: false, headers: { 'Cache-Control': CHECK_EACH_TIME } }, (error) => {
      // A phone that hangs up halfway is no error of ours.
      if (error && !('code' in error && error.code === 'ECONNABORTED')) reject(error)
      else resolve()
    })
  })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404
}

/** Sends a page that is checked each time, unless the response says otherwise already. */
export function sendHtml(res: Response, html: string): void {
  if (!res.get('Cache-Control')) res.set('Cache-Control', CHECK_EACH_TIME)
  res.type('html').send(html)
}

/** An HTML file with the names of product and municipality in it. */
export function filled(page: string, deps: Deps): string {
  const { productName, name } = deps.municipality
  return fillPlaces(page, { productName: escapeHtml(productName), municipality: escapeHtml(name) })
}

function pageNotFound(html: string): Handler {
  return (req, res) => {
    const reads = req.method === 'GET' || req.method === 'HEAD'
    if (!reads || req.accepts('json', 'html') !== 'html') throw problem('not-found', 'There is nothing here')
    res.status(404)
    sendHtml(res, html)
  }
}

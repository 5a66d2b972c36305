import { setImmediate } from 'node:timers/promises'
import { type Request, type Response, Router } from 'express'
import { dressed } from '../../shared/look.ts'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import { escapeHtml, fillPlaces } from '../pages/fill.ts'
import notFoundPage from '../pages/not-found.html?raw'
import { formOf } from '../pages/paper/of-collector.ts'
import closedPage from '../pages/paper-closed.html?raw'
import posterStyle from '../pages/poster/poster.css?raw'
import { placeOf, poster } from '../pages/poster/poster.tsx'
import { hasPosterPdf, posterPdf } from '../pages/poster/poster-pdf.ts'
import asPagePage from '../pages/poster-as-page.html?raw'
import { createTurns } from '../turns.ts'
import { currentSurveys, readCode } from './collectors.ts'
import { filled, sendHtml } from './pages.ts'

/** Everybody may ask for a poster, and drawing one takes the processor from the answers that come in: so many may wait. */
const MAY_WAIT = 20

const LINKS = '<link rel="icon" href="/icons/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/poster.css">'

/** GET /poster/CODE?taal=xx&maat=a5: a poster to print for a collector that phones open, without script. GET /poster/CODE.pdf has the
 *  same as PDF, in the languages that our letter can write. */
export function posterRoutes(deps: Deps): Router {
  const router = Router({ caseSensitive: true })
  const inTurn = createTurns(1, MAY_WAIT)
  const [unknown, closed, asPage] = [filled(notFoundPage, deps), filled(closedPage, deps), filled(asPagePage, deps)]
  const askedOf = (req: Request, res: Response): Asked | null => {
    res.set('X-Robots-Tag', 'noindex')
    const asked = posterOf(deps, req)
    if (typeof asked !== 'number') return asked
    sendHtml(res.status(asked), asked === 410 ? closed : unknown)
    return null
  }
  resource(router, '/poster.css', {
    GET: (_req, res) => void res.type('css').send(dressed(posterStyle, deps.municipality.look)),
  })
  resource(router, '/poster/:code.pdf', {
    async GET(req, res) {
      const asked = askedOf(req, res)
      if (!asked) return
      const { form, size } = asked
      const { code } = form.collector
      if (!hasPosterPdf(form)) {
        const page = `/poster/${code}?taal=${form.language}&maat=${size}`
        return sendHtml(res.status(404), fillPlaces(asPage, { page: escapeHtml(page) }))
      }
      const file = await inTurn(async () => {
        // Others go first in between.
        await setImmediate()
        return posterPdf(form, size, new Date(deps.now()))
      })
      const name = `poster-${code}-${size}-${form.language}.pdf`
      res.set({ 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="${name}"` })
      res.set('Cache-Control', 'no-store').end(file)
    },
  })
  resource(router, '/poster/:code', {
    GET: (req, res) => {
      const asked = askedOf(req, res)
      if (asked) sendHtml(res, poster({ ...asked.form, size: asked.size, style: LINKS }))
    },
  })
  return router
}

interface Asked {
  readonly form: ReturnType<typeof formOf> & { readonly place: string }
  readonly size: 'a4' | 'a5'
}

/** What the poster says; 404 where there is no such collector for phones, 410 where it is closed. */
function posterOf(deps: Deps, req: Request): Asked | 404 | 410 {
  const code = readCode(String(req.params.code))
  const collector = code === null ? null : deps.store.collector(code)
  if (collector?.channel !== 'own-device') return 404
  const [first, ...more] = currentSurveys(deps, collector)
  if (collector.closed || !first) return 410
  const { taal, maat } = req.query
  const language = typeof taal === 'string' ? taal : undefined
  const form = formOf(deps, { collector, surveys: [first, ...more], survey: undefined, language })
  const place = placeOf(collector, deps.store.locations())
  return { form: { ...form, place }, size: maat === 'a5' ? 'a5' : 'a4' }
}

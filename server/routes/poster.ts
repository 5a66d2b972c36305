import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import notFoundPage from '../pages/not-found.html?raw'
import { formOf } from '../pages/paper/of-collector.ts'
import closedPage from '../pages/paper-closed.html?raw'
import posterStyle from '../pages/poster/poster.css?raw'
import { placeOf, poster } from '../pages/poster/poster.tsx'
import { currentSurveys, readCode } from './collectors.ts'
import { filled, sendHtml } from './pages.ts'

const LINKS = '<link rel="icon" href="/icons/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/poster.css">'

/** GET /poster/CODE?taal=xx&maat=a5: a poster to print for a collector that phones open, without script. */
export function posterRoutes(deps: Deps): Router {
  const router = Router({ caseSensitive: true })
  const [unknown, closed] = [filled(notFoundPage, deps), filled(closedPage, deps)]
  resource(router, '/poster.css', { GET: (_req, res) => void res.type('css').send(posterStyle) })
  resource(router, '/poster/:code', {
    GET: (req, res) => {
      res.set('X-Robots-Tag', 'noindex')
      const code = readCode(String(req.params.code))
      const collector = code === null ? null : deps.store.collector(code)
      if (collector?.channel !== 'own-device') return sendHtml(res.status(404), unknown)
      const [first, ...more] = currentSurveys(deps, collector)
      if (collector.closed || !first) return sendHtml(res.status(410), closed)
      const { taal, maat } = req.query
      const language = typeof taal === 'string' ? taal : undefined
      const form = formOf(deps, { collector, surveys: [first, ...more], survey: undefined, language })
      const place = placeOf(collector, deps.store.locations())
      sendHtml(res, poster({ ...form, size: maat === 'a5' ? 'a5' : 'a4', place, style: LINKS }))
    },
  })
  return router
}

import { type Response, Router } from 'express'
import { dressed } from '../../shared/look.ts'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import notFoundPage from '../pages/not-found.html?raw'
import { paperForm } from '../pages/paper/form.tsx'
import { formOf } from '../pages/paper/of-collector.ts'
import paperStyle from '../pages/paper/paper.css?raw'
import closedPage from '../pages/paper-closed.html?raw'
import { currentSurveys, readCode } from './collectors.ts'
import { filled, sendHtml } from './pages.ts'

const LINKS =
  '<link rel="icon" href="/icons/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/formulier.css">'

/** GET /formulier/CODE?vragenlijst=ID&taal=xx: a survey of that collector as a form to print, without script. */
export function paperRoutes(deps: Deps): Router {
  const router = Router({ caseSensitive: true })
  const [unknown, closed] = [filled(notFoundPage, deps), filled(closedPage, deps)]
  resource(router, '/formulier.css', {
    GET: (_req, res) => void res.type('css').send(dressed(paperStyle, deps.municipality.look)),
  })
  resource(router, '/formulier/:code', {
    GET: (req, res) => {
      res.set('X-Robots-Tag', 'noindex')
      const code = readCode(String(req.params.code))
      const collector = code === null ? null : deps.store.collector(code)
      if (!collector) return sendWith(res, 404, unknown)
      const [first, ...more] = currentSurveys(deps, collector)
      if (collector.closed || !first) return sendWith(res, 410, closed)
      const { vragenlijst, taal } = req.query
      const asked = { survey: textOf(vragenlijst), language: textOf(taal) }
      const form = formOf(deps, { collector, surveys: [first, ...more], ...asked })
      sendWith(res, 200, paperForm({ ...form, linked: true, style: LINKS }))
    },
  })
  return router
}

function textOf(given: unknown): string | undefined {
  return typeof given === 'string' ? given : undefined
}

function sendWith(res: Response, status: number, html: string): void {
  sendHtml(res.status(status), html)
}

import type { Router } from 'express'
import { dayOf } from '../calendar.ts'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { requireViewer } from '../http/who.ts'
import { isPaper, paperFileName, paperOf } from '../papers/papers.ts'
import { hasRight } from '../rights.ts'

/** GET /api/v1/papers/:name (`register`, `dpia`): the paper as an HTML file to keep. Administrators only. */
export function privacyPaperRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/papers/:name', {
    GET: (req, res) => {
      const viewer = requireViewer(deps, req)
      if (!hasRight(viewer, 'manage')) throw problem('forbidden', 'Deze stukken zijn voor de beheerder.')
      const name = String(req.params.name)
      if (!isPaper(name)) throw problem('not-found', 'Dit stuk is er niet.')
      const file = paperFileName(deps, name, dayOf(deps.now()))
      // Opened from here it would be a page without its style; it is to be kept.
      res.set('Content-Disposition', `attachment; filename="${file}"`).type('html').send(paperOf(deps, name))
    },
  })
  return router
}

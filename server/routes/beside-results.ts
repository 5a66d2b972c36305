import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireViewer } from '../http/who.ts'
import { nearestView, resultsBackground } from '../results-background.ts'
import { readFilter } from '../results-filter.ts'
import { othersResults } from '../results-others.ts'
import { themeResults } from '../results-themes.ts'

/** What stands beside results: all others of the same care type together, the figures by theme and by value, how many people answered and what is not to be
 *  relied on, and a view that has figures near one that has none. The same parameters as results. For a person with a session or a machine with a token. */
export function besideResultRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/results/others', {
    GET: (req, res) => {
      const viewer = requireViewer(deps, req)
      res.json(othersResults(deps, readFilter(deps, req.query, viewer), viewer))
    },
  })
  resource(router, '/api/v1/results/themes', {
    GET: (req, res) => {
      const viewer = requireViewer(deps, req)
      res.json(themeResults(deps, readFilter(deps, req.query, viewer), viewer))
    },
  })
  resource(router, '/api/v1/results/background', {
    GET: (req, res) => {
      const viewer = requireViewer(deps, req)
      res.json(resultsBackground(deps, readFilter(deps, req.query, viewer), viewer))
    },
  })
  resource(router, '/api/v1/results/nearest', {
    GET: (req, res) => {
      const viewer = requireViewer(deps, req)
      res.json({ nearest: nearestView(deps, readFilter(deps, req.query, viewer), viewer) })
    },
  })
  return router
}

import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireViewer } from '../http/who.ts'
import { readFilter } from '../results-filter.ts'
import { othersResults } from '../results-others.ts'

/** What stands beside the results of a provider: all others of the same care type together. The same parameters as
 *  results. For a person with a session or a machine with a token. */
export function besideResultRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/results/others', {
    GET: (req, res) => {
      const viewer = requireViewer(deps, req)
      res.json(othersResults(deps, readFilter(deps, req.query, viewer), viewer))
    },
  })
  return router
}

import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { portfolio, setTalk } from '../portfolio.ts'

const BODY_BYTES = 256

/** `/api/v1/portfolio`: the providers that somebody of the municipality follows; `/{provider}/talk`: when the next talk
 *  with one is. */
export function portfolioRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/portfolio', {
    GET: (req, res) => void res.json(portfolio(deps, requireViewer(deps, req))),
  })
  resource(
    router,
    '/api/v1/portfolio/:provider/talk',
    {
      PUT(req, res) {
        requireOwnOrigin(deps.config, req)
        const { provider } = req.params
        setTalk(deps, requireViewer(deps, req), typeof provider === 'string' ? provider : '', req.body)
        res.status(204).end()
      },
    },
    ...readJson(BODY_BYTES),
  )
  return router
}

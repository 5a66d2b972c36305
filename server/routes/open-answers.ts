import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { decide, markSignal, reviewList, shownOpenAnswers } from '../open-answers.ts'

const BODY_BYTES = 64_000

/** `/api/v1/open-answers`: what may be read; `/review`: what waits for a person, and what that person decides;
 *  `/{id}/signal`: a signal for the talk. What changes something asks a page of our own. */
export function openAnswerRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/open-answers', {
    GET: (req, res) => void res.json(shownOpenAnswers(deps, requireViewer(deps, req), req.query)),
  })
  resource(
    router,
    '/api/v1/open-answers/review',
    {
      GET(req, res) {
        const viewer = requireViewer(deps, req)
        const { after = '' } = req.query
        if (typeof after !== 'string') throw problem('bad-request', 'Give "after" once')
        res.json(reviewList(deps, viewer, after))
      },
      PUT(req, res) {
        requireOwnOrigin(deps.config, req)
        res.json(decide(deps, requireViewer(deps, req), req.body))
      },
    },
    ...readJson(BODY_BYTES),
  )
  resource(
    router,
    '/api/v1/open-answers/:id/signal',
    {
      PUT(req, res) {
        requireOwnOrigin(deps.config, req)
        const { id } = req.params
        markSignal(deps, requireViewer(deps, req), typeof id === 'string' ? id : '', req.body)
        res.status(204).end()
      },
    },
    ...readJson(BODY_BYTES),
  )
  return router
}

import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { commentOn, listedSurveys, shownSurvey } from '../survey-desk.ts'

const BODY_BYTES = 4096

/** `/api/v1/surveys`: surveys and drafts for who makes or reviews them; `/{current|draft}/{id}`: one of them; below a draft what is said of it. */
export function surveyRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/surveys', {
    GET: (req, res) => void res.json(listedSurveys(deps, requireViewer(deps, req))),
  })
  resource(router, '/api/v1/surveys/:where/:id', {
    GET(req, res) {
      const { where, id } = req.params
      res.json(shownSurvey(deps, requireViewer(deps, req), String(where), String(id)))
    },
  })
  resource(
    router,
    '/api/v1/surveys/draft/:id/comments',
    {
      POST(req, res) {
        requireOwnOrigin(deps.config, req)
        commentOn(deps, requireViewer(deps, req), String(req.params.id), req.body)
        res.status(201).json({})
      },
    },
    ...readJson(BODY_BYTES),
  )
  return router
}

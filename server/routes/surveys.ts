import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireViewer } from '../http/who.ts'
import { listedSurveys, shownSurvey } from '../survey-desk.ts'

/** `/api/v1/surveys`: surveys and drafts for who makes or reviews them; `/{current|draft}/{id}`: one of them. */
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
  return router
}

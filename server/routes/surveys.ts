import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { commentOn, listedSurveys, shownSurvey } from '../survey-desk.ts'
import { checkList, draftFrom, giveOwnItem, ownItemsOf, takeIntoUse, takeOwnItem } from '../survey-publishing.ts'

const BODY_BYTES = 4096
/** A question in every language. */
const WORDS_BYTES = 32_768

/** `/api/v1/surveys`: surveys and drafts for who makes or reviews them; `/{current|draft}/{id}`: one of them; below a draft what is said of it, and the check
 *  list before it is put into use. */
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
  resource(
    router,
    '/api/v1/surveys/current/:id/draft',
    {
      POST(req, res) {
        requireOwnOrigin(deps.config, req)
        res.status(201).json(draftFrom(deps, requireViewer(deps, req), String(req.params.id)))
      },
    },
    ...readJson(BODY_BYTES),
  )
  resource(
    router,
    '/api/v1/surveys/draft/:id/publish',
    {
      GET: (req, res) => void res.json(checkList(deps, requireViewer(deps, req), String(req.params.id))),
      POST(req, res) {
        requireOwnOrigin(deps.config, req)
        res.json(takeIntoUse(deps, requireViewer(deps, req), String(req.params.id), req.body))
      },
    },
    ...readJson(BODY_BYTES),
  )
  ownItems(router, deps)
  return router
}

/** Own questions of providers in a draft: listed, added, taken out. */
function ownItems(router: Router, deps: Deps): void {
  const path = '/api/v1/surveys/draft/:id/own-items'
  resource(
    router,
    path,
    {
      GET: (req, res) => void res.json(ownItemsOf(deps, requireViewer(deps, req), String(req.params.id))),
      POST(req, res) {
        requireOwnOrigin(deps.config, req)
        res.status(201).json(giveOwnItem(deps, requireViewer(deps, req), String(req.params.id), req.body))
      },
    },
    ...readJson(WORDS_BYTES),
  )
  resource(router, `${path}/:question`, {
    DELETE(req, res) {
      requireOwnOrigin(deps.config, req)
      takeOwnItem(deps, requireViewer(deps, req), String(req.params.id), String(req.params.question))
      res.json({})
    },
  })
}

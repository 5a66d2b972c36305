import type { Request, Router } from 'express'
import type { Deps, Viewer } from '../deps.ts'
import { createFeedback } from '../feedback.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'

const BODY_BYTES = 4096

/** `/api/v1/feedback`: what was done with answers, for who writes it. What changes something asks a page of our own. */
export function feedbackRoutes(deps: Deps): Router {
  const router = apiRouter()
  const desk = createFeedback(deps)
  const json = readJson(BODY_BYTES)
  const changer = (req: Request): Viewer => {
    requireOwnOrigin(deps.config, req)
    return requireViewer(deps, req)
  }
  resource(
    router,
    '/api/v1/feedback',
    {
      GET: (req, res) => void res.json(desk.all(requireViewer(deps, req))),
      POST: (req, res) => void res.status(201).json(desk.add(changer(req), req.body)),
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/feedback/:id',
    { PUT: (req, res) => void res.json(desk.change(changer(req), String(req.params.id), req.body)) },
    ...json,
  )
  resource(
    router,
    '/api/v1/feedback/:id/state',
    { PUT: (req, res) => void res.json(desk.turn(changer(req), String(req.params.id), req.body)) },
    ...json,
  )
  return router
}

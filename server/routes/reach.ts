import type { Request, Router } from 'express'
import type { Deps, Viewer } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { dropMark, dropReach, reachFor, saveMark, saveReach } from '../reach.ts'

const BODY_BYTES = 4096

/** `/api/v1/reach` and below it `unreliable`: how many clients there were, and which months are not to be relied on. What is to go
 *  stands in the query of a DELETE. */
export function reachRoutes(deps: Deps): Router {
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  const changer = (req: Request): Viewer => {
    requireOwnOrigin(deps.config, req)
    return requireViewer(deps, req)
  }
  resource(
    router,
    '/api/v1/reach',
    {
      GET: (req, res) => void res.json(reachFor(deps, requireViewer(deps, req))),
      POST: (req, res) => void res.status(201).json(saveReach(deps, changer(req), req.body)),
      DELETE(req, res) {
        dropReach(deps, changer(req), req.query)
        res.status(204).end()
      },
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/reach/unreliable',
    {
      POST: (req, res) => void res.status(201).json(saveMark(deps, changer(req), req.body)),
      DELETE(req, res) {
        dropMark(deps, changer(req), req.query)
        res.status(204).end()
      },
    },
    ...json,
  )
  return router
}

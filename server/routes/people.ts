import type { Request, Router } from 'express'
import type { Deps, Viewer } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { changePerson, invite, inviteAgain, people, setDisabled } from '../people.ts'

const BODY_BYTES = 8192

/** `/api/v1/people`: who can sign in, and what changes that. Administrators only; what changes something asks a page of our own. */
export function peopleRoutes(deps: Deps): Router {
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  const changer = (req: Request): Viewer => {
    requireOwnOrigin(deps.config, req)
    return requireViewer(deps, req)
  }
  resource(
    router,
    '/api/v1/people',
    {
      GET: (req, res) => void res.json(people(deps, requireViewer(deps, req))),
      POST: (req, res) => void res.status(201).json(invite(deps, changer(req), req.body)),
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/people/:id',
    {
      PUT(req, res) {
        changePerson(deps, changer(req), String(req.params.id), req.body)
        res.status(204).end()
      },
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/people/:id/state',
    {
      PUT(req, res) {
        setDisabled(deps, changer(req), String(req.params.id), req.body)
        res.status(204).end()
      },
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/people/:id/link',
    {
      POST: (req, res) => void res.status(201).json(inviteAgain(deps, changer(req), String(req.params.id), req.body)),
    },
    ...json,
  )
  return router
}

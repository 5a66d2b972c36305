import type { Request, Router } from 'express'
import type { Deps, Viewer } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { endInvitations, invitationsOf, makeInvitations } from '../invitation-desk.ts'

const BODY_BYTES = 4096

/** `/api/v1/invitations`: links that one person may answer by, once. Administrators only; what changes something asks a page of our own. */
export function invitationRoutes(deps: Deps): Router {
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  const changer = (req: Request): Viewer => {
    requireOwnOrigin(deps.config, req)
    return requireViewer(deps, req)
  }
  resource(
    router,
    '/api/v1/invitations',
    {
      GET: (req, res) => void res.json(invitationsOf(deps, requireViewer(deps, req))),
      async POST(req, res) {
        const made = await makeInvitations(deps, changer(req), req.body)
        res.set('Cache-Control', 'no-store').status(201).json(made)
      },
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/invitations/end',
    {
      POST(req, res) {
        endInvitations(deps, changer(req), req.body)
        res.status(204).end()
      },
    },
    ...json,
  )
  return router
}

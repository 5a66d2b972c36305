import type { Request, Router } from 'express'
import type { Deps, Viewer } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import {
  addCollector,
  addLocation,
  changeCollector,
  managed,
  pairDevice,
  replaceDevice,
  revokeDevice,
} from '../manage.ts'
import { changeManaged, changeManagedCare, makeProvider, managedPlaces } from '../manage-providers.ts'

const BODY_BYTES = 8192

/** `/api/v1/manage`: what an administrator runs, and below it what changes that. What changes something asks a page of our own. */
export function manageRoutes(deps: Deps): Router {
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  const changer = (req: Request): Viewer => {
    requireOwnOrigin(deps.config, req)
    return requireViewer(deps, req)
  }
  resource(router, '/api/v1/manage', { GET: (req, res) => void res.json(managed(deps, requireViewer(deps, req))) })
  resource(
    router,
    '/api/v1/manage/collectors',
    { POST: (req, res) => void res.status(201).json(addCollector(deps, changer(req), req.body)) },
    ...json,
  )
  resource(
    router,
    '/api/v1/manage/collectors/:code',
    {
      PUT(req, res) {
        changeCollector(deps, changer(req), String(req.params.code), req.body)
        res.status(204).end()
      },
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/manage/locations',
    { POST: (req, res) => void res.status(201).json(addLocation(deps, changer(req), req.body)) },
    ...json,
  )
  resource(
    router,
    '/api/v1/manage/providers',
    {
      GET: (req, res) => void res.json(managedPlaces(deps, requireViewer(deps, req))),
      POST: (req, res) => void res.status(201).json(makeProvider(deps, changer(req), req.body)),
    },
    ...json,
  )
  for (const kind of ['provider', 'location'] as const)
    resource(
      router,
      `/api/v1/manage/${kind}s/:id`,
      { PUT: (req, res) => void res.json(changeManaged(deps, changer(req), [kind, String(req.params.id)], req.body)) },
      ...json,
    )
  resource(
    router,
    '/api/v1/manage/providers/:id/care/:careType',
    {
      PUT(req, res) {
        const care = [String(req.params.id), String(req.params.careType)] as const
        res.json(changeManagedCare(deps, changer(req), care, req.body))
      },
    },
    ...json,
  )
  resource(
    router,
    '/api/v1/manage/devices',
    { POST: (req, res) => void res.status(201).json(pairDevice(deps, changer(req), req.body)) },
    ...json,
  )
  resource(
    router,
    '/api/v1/manage/devices/:id',
    {
      PUT(req, res) {
        replaceDevice(deps, changer(req), String(req.params.id), req.body)
        res.status(204).end()
      },
      DELETE(req, res) {
        revokeDevice(deps, changer(req), String(req.params.id))
        res.status(204).end()
      },
    },
    ...json,
  )
  return router
}

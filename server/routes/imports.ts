import type { Request, Router } from 'express'
import type { Deps, Viewer } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { createImportDesk } from '../import-desk.ts'

/** `/api/v1/imports`: earlier surveys from a CSV file, in parts, looked at before they are kept. Administrators only; what changes
 *  something asks a page of our own. */
export function importRoutes(deps: Deps): Router {
  const router = apiRouter()
  const desk = createImportDesk(deps)
  const changer = (req: Request): Viewer => {
    requireOwnOrigin(deps.config, req)
    return requireViewer(deps, req)
  }
  // A key of a machine has no file on the table, whatever its name: a login has no spaces.
  const looker = (req: Request): Viewer => {
    const viewer = requireViewer(deps, req)
    return req.headers.authorization === undefined ? viewer : { ...viewer, name: `sleutel ${viewer.name}` }
  }
  const path = '/api/v1/imports'
  resource(router, path, { GET: (req, res) => void res.json(desk.all(requireViewer(deps, req))) })
  resource(
    router,
    `${path}/file`,
    { PUT: (req, res) => void res.json(desk.addPart(changer(req), req.body)) },
    ...readJson(),
  )
  resource(
    router,
    `${path}/look`,
    { POST: async (req, res) => void res.json(await desk.look(changer(req), req.body)) },
    ...readJson(),
  )
  resource(
    router,
    `${path}/keep`,
    { POST: async (req, res) => void res.json(await desk.keep(changer(req), req.body)) },
    ...readJson(),
  )
  resource(router, `${path}/columns`, {
    GET: async (req, res) => void res.json(await desk.mappingParts(looker(req))),
  })
  resource(router, `${path}/refused.csv`, {
    GET(req, res) {
      const refused = desk.refused(looker(req))
      res.set('Content-Disposition', 'attachment; filename="regels-niet-goed.csv"').type('text/csv').send(refused)
    },
  })
  resource(router, `${path}/:name`, {
    DELETE: (req, res) => void res.json(desk.remove(changer(req), String(req.params.name))),
  })
  return router
}

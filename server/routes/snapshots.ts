import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { makeSnapshot, snapshot, snapshots } from '../snapshots.ts'

const BODY_BYTES = 256

/** `/api/v1/snapshots`: overviews of a year, frozen on the day that they were made; of each the file and its figures. */
export function snapshotRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(
    router,
    '/api/v1/snapshots',
    {
      GET: (req, res) => void res.json(snapshots(deps, requireViewer(deps, req))),
      async POST(req, res) {
        requireOwnOrigin(deps.config, req)
        res.status(201).json(await makeSnapshot(deps, requireViewer(deps, req), req.body))
      },
    },
    ...readJson(BODY_BYTES),
  )
  resource(router, '/api/v1/snapshots/:id/overview.pdf', {
    GET(req, res) {
      const { kind, year, day, file } = snapshot(deps, String(req.params.id), requireViewer(deps, req))
      res.set({
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="overzicht_${kind}_${year}_${day}.pdf"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      })
      res.end(file)
    },
  })
  resource(router, '/api/v1/snapshots/:id/figures.json', {
    GET: (req, res) =>
      void res.type('json').send(snapshot(deps, String(req.params.id), requireViewer(deps, req)).figures),
  })
  return router
}

import type { Router } from 'express'
import { INTERPRETATION_FIELDS, MAX_INTERPRETATION } from '../../shared/interpretation.ts'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireOwnOrigin, requireViewer } from '../http/who.ts'
import { interpretations, saveInterpretation, talks } from '../interpretation.ts'

/** Room for every field and what was seen of it twice over, at four bytes a sign. */
const BODY_BYTES = INTERPRETATION_FIELDS.length * MAX_INTERPRETATION * 16

/** `/api/v1/interpretation`: what the provider and the municipality say of the figures of one report;
 *  `/api/v1/talks`: which reports a provider has. */
export function interpretationRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/talks', {
    GET: (req, res) => void res.json(talks(deps, req.query, requireViewer(deps, req))),
  })
  resource(
    router,
    '/api/v1/interpretation',
    {
      GET: (req, res) => void res.json(interpretations(deps, req.query, requireViewer(deps, req))),
      PUT(req, res) {
        requireOwnOrigin(deps.config, req)
        res.json(saveInterpretation(deps, req.query, requireViewer(deps, req), req.body))
      },
    },
    ...readJson(BODY_BYTES),
  )
  return router
}

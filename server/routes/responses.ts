import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { checkFlushRequest } from '../ingest.ts'

/** POST /api/v1/responses: sealed responses in, a verdict for each out, and only after what is stored is on disk.
 *  Reads and sets no cookie. */
export function responseRoutes(deps: Deps): Router {
  const router = apiRouter()
  const flush = async (req: { body: unknown }) => {
    const request = checkFlushRequest(req.body)
    if (typeof request === 'string') throw problem('bad-request', request)
    return deps.ingest(request)
  }
  resource(router, '/api/v1/responses', { POST: async (req, res) => void res.json(await flush(req)) }, ...readJson())
  return router
}

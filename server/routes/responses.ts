import type { Request, Router } from 'express'
import type { Deps } from '../deps.ts'
import type { Devices } from '../devices.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { signedOf } from '../http/signed.ts'
import { checkFlushRequest } from '../ingest.ts'
import { orThrow } from './devices.ts'

/** POST /api/v1/responses: sealed responses in, a verdict for each out, and only after what is stored is on disk.
 *  A paired device signs them; a signature that is not right decides nothing. Reads and sets no cookie. */
export function responseRoutes(deps: Deps, devices: Devices): Router {
  const router = apiRouter()
  const flush = async (req: Request) => {
    const request = checkFlushRequest(req.body)
    if (typeof request === 'string') throw problem('bad-request', request)
    const signed = signedOf(req)
    return deps.ingest(request, signed && orThrow(devices.signer(signed)).id)
  }
  resource(router, '/api/v1/responses', { POST: async (req, res) => void res.json(await flush(req)) }, ...readJson())
  return router
}

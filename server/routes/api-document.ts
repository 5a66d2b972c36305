import type { Router } from 'express'
import { apiDocument } from '../api/document.ts'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'

/** GET /api/v1/openapi.json: the API for programs, for everybody. */
export function apiDocumentRoutes({ config, municipality }: Deps): Router {
  const router = apiRouter()
  const document = apiDocument({ publicUrl: config.publicUrl, productName: municipality.productName })
  resource(router, '/api/v1/openapi.json', { GET: (_req, res) => void res.json(document) })
  return router
}

import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import { methodPage } from '../pages/method.ts'
import { sendHtml } from './pages.ts'

/** GET /methode: how figures are made, for everybody. */
export function methodRoutes(deps: Deps): Router {
  const router = Router()
  const html = methodPage(deps.municipality)
  resource(router, '/methode', { GET: (_req, res) => sendHtml(res, html) })
  return router
}

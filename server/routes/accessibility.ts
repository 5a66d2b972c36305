import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import { accessibilityPage, lastReport } from '../pages/accessibility.ts'
import { sendHtml } from './pages.ts'

/** GET /toegankelijkheid: the accessibility statement, made of the last test run in this repository. */
export function accessibilityRoutes(deps: Deps): Router {
  const router = Router()
  const html = accessibilityPage(lastReport, deps.municipality)
  resource(router, '/toegankelijkheid', { GET: (_req, res) => sendHtml(res, html) })
  return router
}

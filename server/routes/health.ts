import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'

/** How long one probe speaks for the next ones: a probe is a commit on disk, and this address asks no password. */
const PROBE_COUNTS_MS = 1000

/** GET /health: 200 `{"status": "ok"}` when the database can commit, else 503. */
export function healthRoutes(deps: Deps): Router {
  const router = apiRouter()
  let probedAt = Number.NEGATIVE_INFINITY
  let healthy = false
  resource(router, '/health', {
    GET: (_req, res) => {
      if (Math.abs(deps.now() - probedAt) >= PROBE_COUNTS_MS) {
        probedAt = deps.now()
        healthy = canCommit(deps)
      }
      if (!healthy) throw problem('unavailable', 'The database cannot commit', 30)
      res.json({ status: 'ok' })
    },
  })
  return router
}

function canCommit(deps: Deps): boolean {
  try {
    deps.store.probe()
    return true
  } catch {
    return false
  }
}

import type { Request, Router } from 'express'
import type { Deps } from '../deps.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { askerOf } from '../http/who.ts'
import type { Metrics } from '../metrics.ts'
import { hasRight } from '../rights.ts'

const TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** GET /metrics: how the server does, for a key of role `monitor` or `admin`, and for this machine itself. */
export function metricsRoutes(deps: Deps, metrics: Metrics): Router {
  const router = apiRouter()
  resource(router, '/metrics', {
    GET: async (req, res) => {
      if (!isOfThisMachine(deps, req)) assertMayRead(deps, req)
      res.set('Content-Type', TYPE).send(await metrics.text())
    },
  })
  return router
}

function assertMayRead(deps: Deps, req: Request): void {
  const asker = askerOf(deps, req)
  if (!asker) throw problem('not-signed-in', 'Send a key: Authorization: Bearer …')
  if (!hasRight(asker, 'metrics')) throw problem('forbidden', 'This key does not read metrics')
}

/** With https a web server stands in front, for this one speaks no TLS: then everybody comes from this machine, and a key is
 *  asked of all. The same where something says that it passes on for another. */
function isOfThisMachine({ config }: Deps, req: Request): boolean {
  const passedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => name in req.headers)
  const address = req.socket.remoteAddress ?? ''
  const local = address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.')
  return local && !passedOn && !config.publicUrl.startsWith('https:') && req.headers.authorization === undefined
}

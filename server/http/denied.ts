import type { ErrorRequestHandler } from 'express'
import { audit } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { StoreUnavailable } from '../store/store.ts'
import { ProblemError } from './problem.ts'
import { routeOf } from './route-of.ts'
import { askerOf } from './who.ts'

const HOUR_MS = 3_600_000
/** People and machines times routes is some hundreds; more of these is somebody who tries. */
const MOST = 10_000

/** Notes in the audit log that somebody who is known asked for what is not theirs: who, and the template of the route, never what
 *  was asked for. Once an hour for each of both, so that nobody fills the log. Who is not known is counted only (`/metrics`). */
export function noteDenied(deps: Deps): ErrorRequestHandler {
  const noted = new Map<string, number>()
  return (error: unknown, req, _res, next) => {
    const asker = error instanceof ProblemError && error.code === 'forbidden' ? askerOf(deps, req) : null
    if (asker) {
      const about = `${req.method} ${routeOf(req)}`
      const key = JSON.stringify([asker.name, about])
      const now = deps.now()
      if (now - (noted.get(key) ?? Number.NEGATIVE_INFINITY) >= HOUR_MS) {
        if (noted.size >= MOST) noted.clear()
        noted.set(key, now)
        whenItCan(() => audit(deps, asker.name, 'denied', about))
      }
    }
    next(error)
  }
}

/** A full disk keeps the log as it is; the answer stays the same. */
function whenItCan(note: () => void): void {
  try {
    note()
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
  }
}

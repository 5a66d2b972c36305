import type { Router } from 'express'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { checkWithdrawRequest, type Withdrawals } from '../withdrawals.ts'

/** POST /api/v1/withdrawals: digests of withdrawal codes in, the same answer for known and unknown ones out, and only
 *  after it is on disk. Reads and sets no cookie. */
export function withdrawalRoutes(withdrawals: Withdrawals): Router {
  const router = apiRouter()
  resource(
    router,
    '/api/v1/withdrawals',
    {
      POST: (req, res) => {
        const request = checkWithdrawRequest(req.body)
        if (typeof request === 'string') throw problem('bad-request', request)
        const taken = withdrawals.take(request.withdrawals)
        if ('wait' in taken) throw problem('too-many-tries', 'Too many withdrawals at this moment', taken.wait)
        res.json(taken)
      },
    },
    ...readJson(4096),
  )
  return router
}

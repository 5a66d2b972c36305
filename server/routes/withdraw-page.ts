import express, { type Request, type Response, Router } from 'express'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import { type WithdrawState, withdrawPageIn } from '../pages/withdraw.tsx'
import { digestOfCode, type Withdrawals } from '../withdrawals.ts'
import { sendHtml } from './pages.ts'

/** /intrekken: takes answers back by their code, on a page without script, in every language (`?taal=tr`). It says
 *  the same for a code that nobody has. */
export function withdrawPage(deps: Deps, withdrawals: Withdrawals): Router {
  const router = Router({ caseSensitive: true })
  const { productName } = deps.municipality
  const send = (req: Request, res: Response, state: WithdrawState) =>
    sendHtml(res, withdrawPageIn(req.query.taal, state, productName))
  resource(
    router,
    '/intrekken',
    {
      GET: (req, res) => send(req, res, 'ask'),
      POST: (req, res) => {
        res.set('Cache-Control', 'no-store')
        const digest = digestOfCode(typedCode(req))
        if (digest === null) return send(req, res.status(422), 'wrong')
        const taken = withdrawals.take([digest])
        if (!('wait' in taken)) return send(req, res, 'done')
        res.status(429).set('Retry-After', String(taken.wait))
        send(req, res, 'wait')
      },
    },
    express.urlencoded({ extended: false, limit: 2048, inflate: false, parameterLimit: 5 }),
  )
  return router
}

function typedCode(req: Request): string {
  const body: unknown = req.body
  if (typeof body !== 'object' || body === null || !('code' in body)) return ''
  return typeof body.code === 'string' ? body.code : ''
}

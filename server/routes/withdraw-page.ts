import express, { type Request, Router } from 'express'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import askPage from '../pages/withdraw.html?raw'
import donePage from '../pages/withdraw-done.html?raw'
import waitPage from '../pages/withdraw-wait.html?raw'
import wrongCode from '../pages/withdraw-wrong.html?raw'
import { digestOfCode, type Withdrawals } from '../withdrawals.ts'
import { filled, sendHtml } from './pages.ts'

/** /intrekken: takes answers back by their code, on a page without script. It says the same for a code that nobody has. */
export function withdrawPage(deps: Deps, withdrawals: Withdrawals): Router {
  const router = Router({ caseSensitive: true })
  const ask = filled(askPage.replace('<!-- wrong -->', ''), deps)
  const wrong = filled(askPage.replace('<!-- wrong -->', wrongCode), deps)
  const [done, wait] = [filled(donePage, deps), filled(waitPage, deps)]
  resource(
    router,
    '/intrekken',
    {
      GET: (_req, res) => sendHtml(res, ask),
      POST: (req, res) => {
        res.set('Cache-Control', 'no-store')
        const digest = digestOfCode(typedCode(req))
        if (digest === null) return sendHtml(res.status(422), wrong)
        const taken = withdrawals.take([digest])
        if (!('wait' in taken)) return sendHtml(res, done)
        res.status(429).set('Retry-After', String(taken.wait))
        sendHtml(res, wait)
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

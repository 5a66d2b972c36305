import type { Request, Response, Router } from 'express'
import {
  type AccountParts,
  type Asker,
  acceptLink,
  account,
  changeOwnPassword,
  endOthers,
  endOwnSession,
  openLink,
  proposeStep,
  setUpStep,
} from '../account.ts'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { deviceMarkOf, letIn, requireOwnOrigin, requirePerson, SESSION_PATH } from '../http/who.ts'
import { textsIn } from './texts-in.ts'

const BODY_BYTES = 4096

/** `/api/v1/session/link`: choosing a password by the link of an invitation, for who is not signed in.
 *  `/api/v1/session/account`: one's own account, for a person with a session. The paths are those to which a browser sends the
 *  mark that keeps strangers' tries from making it wait. */
export function accountRoutes(deps: Deps, parts: AccountParts): Router {
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  linkRoutes(router, deps, parts)
  const changer = (req: Request): Asker => {
    requireOwnOrigin(deps.config, req)
    return requirePerson(deps, req)
  }
  const path = `${SESSION_PATH}/account`
  resource(router, path, { GET: (req, res) => void res.json(account(parts, requirePerson(deps, req))) })
  resource(
    router,
    `${path}/second-step`,
    {
      POST: (req, res) => void res.json(proposeStep(parts, changer(req))),
      async PUT(req, res) {
        res.json(await setUpStep(parts, changer(req), textsIn(req.body, ['password', 'secret', 'code'])))
      },
    },
    ...json,
  )
  resource(
    router,
    `${path}/password`,
    {
      async PUT(req, res) {
        await changeOwnPassword(parts, changer(req), textsIn(req.body, ['password', 'next']))
        res.status(204).end()
      },
    },
    ...json,
  )
  resource(router, `${path}/sessions`, { DELETE: (req, res) => done(res, () => endOthers(parts, changer(req))) })
  resource(router, `${path}/sessions/:id`, {
    DELETE: (req, res) => done(res, () => endOwnSession(parts, changer(req), String(req.params.id))),
  })
  return router
}

function linkRoutes(router: Router, { config }: Deps, parts: AccountParts): void {
  resource(
    router,
    `${SESSION_PATH}/link`,
    {
      POST(req, res) {
        requireOwnOrigin(config, req)
        res.json(openLink(parts, textsIn(req.body, ['link']).link))
      },
      async PUT(req, res) {
        requireOwnOrigin(config, req)
        const chosen = textsIn(req.body, ['link', 'password', 'secret', 'code'])
        const accepted = await acceptLink(parts, chosen, deviceMarkOf(config, req))
        letIn(config, parts.auth, [req, res], accepted)
        res.json({ recovery: accepted.recovery })
      },
    },
    ...readJson(BODY_BYTES),
  )
}

function done(res: Response, work: () => void): void {
  work()
  res.status(204).end()
}

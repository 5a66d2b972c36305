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
import { problem } from '../http/problem.ts'
import {
  deviceMarkOf,
  requireOwnOrigin,
  requirePerson,
  SESSION_PATH,
  sessionTokenOf,
  setDeviceMark,
  setSessionCookie,
} from '../http/who.ts'

const BODY_BYTES = 4096
/** Longer than any password, link, secret and code that can be right. */
const LONGEST = 512

/** `/api/v1/session/link`: choosing a password by the link of an invitation, for who is not signed in.
 *  `/api/v1/session/account`: one's own account, for a person with a session. The paths are those to which a browser sends the
 *  mark that keeps strangers' tries from making it wait. */
export function accountRoutes(deps: Deps, parts: AccountParts): Router {
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  linkRoutes(router, deps, parts)
  const asker = (req: Request): Asker => ({ ...requirePerson(deps, req), mark: deviceMarkOf(deps.config, req) })
  const changer = (req: Request): Asker => {
    requireOwnOrigin(deps.config, req)
    return asker(req)
  }
  const path = `${SESSION_PATH}/account`
  resource(router, path, { GET: (req, res) => void res.json(account(parts, asker(req))) })
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
        const { token, mark, recovery } = await acceptLink(parts, chosen, deviceMarkOf(config, req))
        // Whoever was signed in here, perhaps the administrator who made the link, is so no more.
        const before = sessionTokenOf(config, req)
        if (before !== null) parts.auth.signOut(before)
        setSessionCookie(config, res, token)
        setDeviceMark(config, res, mark)
        res.json({ recovery })
      },
    },
    ...readJson(BODY_BYTES),
  )
}

function done(res: Response, work: () => void): void {
  work()
  res.status(204).end()
}

function textsIn<Name extends string>(body: unknown, names: readonly Name[]): Readonly<Record<Name, string>> {
  const given = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const texts = names.map((name) => {
    const text = given[name]
    if (typeof text === 'string' && text.length <= LONGEST) return [name, text] as const
    throw problem('bad-request', `Send {${names.map((one) => `"${one}": "…"`).join(', ')}}`)
  })
  // Every name is there: what is missing threw.
  return Object.fromEntries(texts) as Record<Name, string>
}

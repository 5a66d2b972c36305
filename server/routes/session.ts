import type { Router } from 'express'
import type { SignedIn } from '../../shared/roles.ts'
import type { AccountParts } from '../account.ts'
import type { Deps, Viewer } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import {
  deviceMarkOf,
  letIn,
  requireOwnOrigin,
  SESSION_PATH,
  sessionTokenOf,
  setSessionCookie,
  viewerOf,
} from '../http/who.ts'
import { rightsOf } from '../rights.ts'

const BODY_BYTES = 2048
/** Longer than any login and any password that can be right; keeps a huge text away from the hashing. */
const LONGEST = { login: 200, password: 512, code: 50 }

/** `/api/v1/session`: POST {login, password, code?} signs in and gives {viewer}, GET gives `SignedIn`, or a viewer of null for
 *  nobody (also when the session is over: to ask is no mistake), DELETE signs out. */
export function sessionRoutes(deps: Deps, { auth, secondSteps }: Pick<AccountParts, 'auth' | 'secondSteps'>): Router {
  const { config, store } = deps
  const router = apiRouter()
  resource(
    router,
    SESSION_PATH,
    {
      GET(req, res) {
        const viewer = viewerOf(deps, req)
        const user = viewer && req.headers.authorization === undefined ? store.userByLogin(viewer.name) : null
        res.json(sessionReply(deps, viewer, user !== null && !secondSteps.isOn(user.id)))
      },
      async POST(req, res) {
        const signedIn = await auth.signIn(credentialsOf(req.body), deviceMarkOf(config, req))
        letIn(config, auth, [req, res], signedIn)
        res.json({ viewer: signedIn.viewer })
      },
      DELETE(req, res) {
        requireOwnOrigin(config, req)
        const token = sessionTokenOf(config, req)
        if (token !== null) auth.signOut(token)
        setSessionCookie(config, res, null)
        res.set('Clear-Site-Data', '"cache"').status(204).end()
      },
    },
    (req, _res, next) => {
      requireOwnOrigin(config, req)
      next()
    },
    ...readJson(BODY_BYTES),
  )
  return router
}

function sessionReply(
  { store, municipality }: Deps,
  viewer: Viewer | null,
  lacksSecondStep: boolean,
): SignedIn | { readonly viewer: null } {
  if (!viewer) return { viewer }
  const provider = store.providers().find(({ id }) => id === viewer.provider)
  return {
    viewer,
    rights: rightsOf(viewer),
    providerName: provider?.name ?? null,
    productName: municipality.productName,
    ...(lacksSecondStep && { lacksSecondStep: true as const }),
  }
}

function credentialsOf(body: unknown): { login: string; password: string; code: string } {
  const given = typeof body === 'object' && body !== null ? body : {}
  const login = 'login' in given ? given.login : undefined
  const password = 'password' in given ? given.password : undefined
  const code = 'code' in given ? given.code : ''
  const texts = typeof login === 'string' && typeof password === 'string' && typeof code === 'string'
  if (!texts || login.length > LONGEST.login || password.length > LONGEST.password || code.length > LONGEST.code) {
    throw problem('bad-request', 'Send {"login": "…", "password": "…"}, and "code" for a second step')
  }
  return { login, password, code }
}

import type { Router } from 'express'
import type { SignedIn } from '../../shared/roles.ts'
import { createAuth } from '../auth.ts'
import type { Deps, Viewer } from '../deps.ts'
import { createDeviceMarks } from '../device-mark.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import {
  deviceMarkOf,
  requireOwnOrigin,
  SESSION_PATH,
  sessionTokenOf,
  setDeviceMark,
  setSessionCookie,
  viewerOf,
} from '../http/who.ts'
import { createPasswords, type Passwords } from '../passwords.ts'
import { rightsOf } from '../rights.ts'
import { createThrottle } from '../throttle.ts'

const BODY_BYTES = 2048
/** Longer than any login and any password that can be right; keeps a huge text away from the hashing. */
const LONGEST = { login: 200, password: 512 }

/** `/api/v1/session`: POST {login, password} signs in and gives {viewer}, GET gives `SignedIn`, or a viewer of null for
 *  nobody (also when the session is over: to ask is no mistake), DELETE signs out. */
export function sessionRoutes(deps: Deps, passwords: Passwords = createPasswords()): Router {
  const { config, store, now, randomBytes, deviceSecret } = deps
  const marks = createDeviceMarks(deviceSecret, randomBytes)
  const auth = createAuth({ store, now, randomBytes, passwords, throttle: createThrottle(now), marks })
  const router = apiRouter()
  resource(
    router,
    SESSION_PATH,
    {
      GET: (req, res) => void res.json(signedIn(deps, viewerOf(deps, req))),
      async POST(req, res) {
        const { login, password } = credentialsOf(req.body)
        const { token, viewer, mark } = await auth.signIn(login, password, deviceMarkOf(config, req))
        // Never goes on under a token that was there before: somebody else may know that one.
        const before = sessionTokenOf(config, req)
        if (before !== null) auth.signOut(before)
        setSessionCookie(config, res, token)
        setDeviceMark(config, res, mark)
        res.json({ viewer })
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

function signedIn({ store, municipality }: Deps, viewer: Viewer | null): SignedIn | { readonly viewer: null } {
  if (!viewer) return { viewer }
  const provider = store.providers().find(({ id }) => id === viewer.provider)
  return {
    viewer,
    rights: rightsOf(viewer),
    providerName: provider?.name ?? null,
    productName: municipality.productName,
  }
}

function credentialsOf(body: unknown): { login: string; password: string } {
  const given = typeof body === 'object' && body !== null ? body : {}
  const login = 'login' in given ? given.login : undefined
  const password = 'password' in given ? given.password : undefined
  const texts = typeof login === 'string' && typeof password === 'string'
  if (!texts || login.length > LONGEST.login || password.length > LONGEST.password) {
    throw problem('bad-request', 'Send {"login": "…", "password": "…"}')
  }
  return { login, password }
}

import type { Router } from 'express'
import { createAuth } from '../auth.ts'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { requireOwnOrigin, requireViewer, sessionTokenOf, setSessionCookie } from '../http/who.ts'
import { createPasswords, type Passwords } from '../passwords.ts'
import { createThrottle } from '../throttle.ts'

const BODY_BYTES = 2048
/** Longer than any login and any password that can be right; keeps a huge text away from the hashing. */
const LONGEST = { login: 200, password: 512 }

/** `/api/v1/session`: POST {login, password} signs in and gives {viewer}, GET gives {viewer} or 401, DELETE signs out. */
export function sessionRoutes(deps: Deps, passwords: Passwords = createPasswords()): Router {
  const { config, store, now, randomBytes } = deps
  const auth = createAuth({ store, now, randomBytes, passwords, throttle: createThrottle(now) })
  const router = apiRouter()
  resource(
    router,
    '/api/v1/session',
    {
      GET: (req, res) => void res.json({ viewer: requireViewer(deps, req) }),
      async POST(req, res) {
        const { login, password } = credentialsOf(req.body)
        const { token, viewer } = await auth.signIn(login, password)
        // Never goes on under a token that was there before: somebody else may know that one.
        const before = sessionTokenOf(config, req)
        if (before !== null) auth.signOut(before)
        setSessionCookie(config, res, token)
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

import type { Router } from 'express'
import type { AccountParts, Asker } from '../account.ts'
import type { Deps } from '../deps.ts'
import { readJson } from '../http/body.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { letIn, requireOwnOrigin, requirePerson, SESSION_PATH } from '../http/who.ts'
import { addPasskey, askPasskey, offerPasskey, removePasskey, signInByPasskey } from '../passkeys.ts'
import { textsIn } from './texts-in.ts'

/** Room for the longest key and its signature, several times over. */
const BODY_BYTES = 16_384

/** `/api/v1/session/passkey`: signing in with a key on one's own device, for who is not signed in.
 *  `/api/v1/session/account/passkeys`: the keys of one's own account. */
export function passkeyRoutes(deps: Deps, parts: AccountParts): Router {
  const { config } = deps
  const router = apiRouter()
  const json = readJson(BODY_BYTES)
  const path = `${SESSION_PATH}/passkey`
  resource(
    router,
    `${path}/challenge`,
    {
      async POST(req, res) {
        requireOwnOrigin(config, req)
        res.json(await askPasskey(parts))
      },
    },
    ...json,
  )
  resource(
    router,
    path,
    {
      async POST(req, res) {
        requireOwnOrigin(config, req)
        const signedIn = await signInByPasskey(parts, partOf(req.body, 'response'))
        letIn(config, parts.auth, [req, res], signedIn)
        res.json({ viewer: signedIn.viewer })
      },
    },
    ...json,
  )
  ownRoutes(router, deps, parts)
  return router
}

function ownRoutes(router: Router, deps: Deps, parts: AccountParts): void {
  const json = readJson(BODY_BYTES)
  const changer = (req: Parameters<typeof requirePerson>[1]): Asker => {
    requireOwnOrigin(deps.config, req)
    return requirePerson(deps, req)
  }
  const path = `${SESSION_PATH}/account/passkeys`
  resource(
    router,
    `${path}/challenge`,
    {
      async POST(req, res) {
        res.json(await offerPasskey(parts, changer(req), textsIn(req.body, ['password', 'name'])))
      },
    },
    ...json,
  )
  resource(
    router,
    path,
    {
      async POST(req, res) {
        const asker = changer(req)
        const { name } = textsIn(req.body, ['name'])
        await addPasskey(parts, asker, { name, response: partOf(req.body, 'response') })
        res.status(204).end()
      },
    },
    ...json,
  )
  resource(
    router,
    `${path}/:id/removal`,
    {
      async POST(req, res) {
        const asker = changer(req)
        const { password } = textsIn(req.body, ['password'])
        await removePasskey(parts, asker, String(req.params.id), password)
        res.status(204).end()
      },
    },
    ...json,
  )
}

function partOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : undefined
}

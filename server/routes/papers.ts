import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { privacyPage, risksPage } from '../pages/privacy.ts'
import { sendHtml } from './pages.ts'

const YEAR_MS = 365 * 86_400_000
const SECURITY_PATH = '/.well-known/security.txt'

/** GET /privacy: what happens with answers, for who gives them. GET /wat-kan-er-misgaan: what can go wrong with them. GET /.well-known/security.txt: where to report a leak; not there
 *  for a municipality that names no website. Source: RFC 9116. */
export function paperworkRoutes(deps: Deps): Router {
  const router = Router()
  const html = privacyPage(deps.municipality)
  resource(router, '/privacy', { GET: (_req, res) => sendHtml(res, html) })
  const risks = risksPage(deps.municipality)
  resource(router, '/wat-kan-er-misgaan', { GET: (_req, res) => sendHtml(res, risks) })
  resource(router, SECURITY_PATH, { GET: (_req, res) => void res.type('txt').send(securityText(deps)) })
  return router
}

function securityText({ municipality, config, now }: Deps): string {
  const contact = municipality.help.find(({ kind, url, placeholder }) => kind === 'help' && url && !placeholder)?.url
  if (!contact) throw problem('not-found', 'There is nothing here')
  // By the day: a scanner that asks twice gets the same.
  const expires = `${new Date(now() + YEAR_MS).toISOString().slice(0, 10)}T00:00:00Z`
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${config.publicUrl}${SECURITY_PATH}`,
    '',
  ].join('\n')
}

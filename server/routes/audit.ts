import type { Request, Router } from 'express'
import type { AuditReply, AuditReplyLine } from '../../shared/audit.ts'
import { auditedInWords } from '../audit.ts'
import type { Deps } from '../deps.ts'
import { type CsvCell, writeCsv } from '../export/csv.ts'
import { fileName } from '../export/file-name.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { requireViewer } from '../http/who.ts'
import { hasRight } from '../rights.ts'
import type { AuditLine } from '../store/audit.ts'

const PAGE = 100
const COLUMNS = ['nummer', 'wanneer_utc', 'wie', 'wat', 'wat_in_woorden', 'waarop', 'controle'] as const

/** `/api/v1/audit`: who did what, the newest first, a hundred lines at a time (`before`, a number; the
 *  chain is checked with the first); `/api/v1/audit.csv`: the
 *  whole log, for a Dutch Excel. Administrators only. */
export function auditRoutes(deps: Deps): Router {
  const { store, municipality } = deps
  const router = apiRouter()
  resource(router, '/api/v1/audit', {
    GET(req, res) {
      assertMayRead(deps, req)
      const before = readBefore(req)
      const lines = store.audit({ before: before ?? Number.MAX_SAFE_INTEGER, limit: PAGE })
      const next = lines.length === PAGE ? (lines.at(-1)?.number ?? null) : null
      const reply: AuditReply = {
        lines: lines.map(lineOf),
        next,
        ...(before === null && { fault: store.verifyAudit().fault }),
      }
      res.json(reply)
    },
  })
  resource(router, '/api/v1/audit.csv', {
    async GET(req, res) {
      assertMayRead(deps, req)
      res.type('text/csv; charset=utf-8; header=present')
      res.set('Content-Disposition', `attachment; filename="${fileName('logboek', [municipality.id], 'nl')}"`)
      await writeCsv(res, 'nl', COLUMNS, wholeLog(deps))
    },
  })
  return router
}

function assertMayRead(deps: Deps, req: Request): void {
  if (!hasRight(requireViewer(deps, req), 'audit'))
    throw problem('forbidden', 'Alleen een beheerder leest het logboek.')
}

function readBefore({ query: { before } }: Request): number | null {
  if (before === undefined) return null
  if (typeof before !== 'string' || !/^[1-9]\d{0,14}$/.test(before))
    throw problem('bad-request', '"before" must be a number of 1 or more')
  return Number(before)
}

function lineOf({ number, at, who, action, about }: AuditLine): AuditReplyLine {
  return { number, at, who, action, words: auditedInWords(action), about }
}

function* wholeLog({ store }: Pick<Deps, 'store'>): Generator<readonly CsvCell[]> {
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const lines = store.audit({ before, limit: PAGE })
    const oldest = lines.at(-1)
    if (!oldest) return
    for (const { number, at, who, action, about, hash } of lines)
      yield [number, at, who, action, auditedInWords(action), about, hash]
    before = oldest.number
  }
}

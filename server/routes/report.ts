import type { Router } from 'express'
import type { Deps } from '../deps.ts'
import { reportFileName } from '../export/file-name.ts'
import { writeQuarterReport } from '../export/report/quarter-report.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { requireViewer } from '../http/who.ts'
import { quarterReport } from '../report.ts'

/** The quarterly report as PDF, from the same published results as the screen. For a person with a session or a machine
 *  with a token. */
export function reportRoutes(deps: Deps): Router {
  const router = apiRouter()
  resource(router, '/api/v1/report.pdf', {
    async GET(req, res) {
      const report = quarterReport(deps, req.query, requireViewer(deps, req))
      const file = await writeQuarterReport(report, new Date(deps.now()))
      res.set({
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${reportFileName(report)}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      })
      res.end(file)
    },
  })
  return router
}

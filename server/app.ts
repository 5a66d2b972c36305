import compression from 'compression'
import express, { type Express } from 'express'
import { createAccounts } from './account.ts'
import type { Deps } from './deps.ts'
import { createDevices } from './devices.ts'
import { noteDenied } from './http/denied.ts'
import { problemReply } from './http/endpoint.ts'
import { guard, notKept } from './http/guard.ts'
import { problem } from './http/problem.ts'
import { createMetrics } from './metrics.ts'
import { accessibilityRoutes } from './routes/accessibility.ts'
import { accountRoutes } from './routes/account.ts'
import { apiDocumentRoutes } from './routes/api-document.ts'
import { auditRoutes } from './routes/audit.ts'
import { besideResultRoutes } from './routes/beside-results.ts'
import { collectorRoutes } from './routes/collectors.ts'
import { deviceRoutes } from './routes/devices.ts'
import { feedbackRoutes } from './routes/feedback.ts'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { interpretationRoutes } from './routes/interpretation.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { manageRoutes } from './routes/manage.ts'
import { methodRoutes } from './routes/method.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { openAnswerRoutes } from './routes/open-answers.ts'
import { pageRoutes } from './routes/pages.ts'
import { paperRoutes } from './routes/paper.ts'
import { paperworkRoutes } from './routes/papers.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { peopleRoutes } from './routes/people.ts'
import { portfolioRoutes } from './routes/portfolio.ts'
import { posterRoutes } from './routes/poster.ts'
import { privacyPaperRoutes } from './routes/privacy-papers.ts'
import { reachRoutes } from './routes/reach.ts'
import { reportRoutes } from './routes/report.ts'
import { responseRoutes } from './routes/responses.ts'
import { resultRoutes } from './routes/results.ts'
import { sessionRoutes } from './routes/session.ts'
import { snapshotRoutes } from './routes/snapshots.ts'
import { speechRoutes } from './routes/speech.ts'
import { surveyRoutes } from './routes/surveys.ts'
import { toldRoutes } from './routes/told.ts'
import { withdrawPage } from './routes/withdraw-page.ts'
import { withdrawalRoutes } from './routes/withdrawals.ts'
import { createWithdrawals } from './withdrawals.ts'
import { noteWithdrawn } from './withdrawn-file.ts'

/** The whole of HTTP: headers first, then API, then pages, then the one handler of errors. No access log, and nothing
 *  in front of it is believed about who asks (`trust proxy` stays off). `log` takes incidents only. */
export function createApp(deps: Deps, log: (line: string) => void = console.error): Express {
  const app = express()
  const note = (marks: readonly string[]) => noteWithdrawn(deps.config.dataDir, marks)
  const withdrawals = createWithdrawals({ ...deps, note })
  const devices = createDevices(deps)
  app.set('trust proxy', false)
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.set('case sensitive routing', true)
  app.disable('x-powered-by')
  const metrics = createMetrics(deps)
  app.use(metrics.count)
  app.use(guard(deps.config.publicUrl))
  app.use(['/api', '/health', '/metrics'], notKept)
  // Before compression: these replies are small, and the flush is the busiest road.
  app.use(healthRoutes(deps))
  app.use(metricsRoutes(deps, metrics))
  app.use(responseRoutes(deps, devices))
  app.use(deviceRoutes(devices))
  app.use(withdrawalRoutes(withdrawals))
  app.use(compression({ threshold: 1024 }))
  app.use(collectorRoutes(deps))
  app.use(speechRoutes(deps))
  const accounts = createAccounts(deps)
  app.use(sessionRoutes(deps, accounts))
  app.use(accountRoutes(deps, accounts))
  app.use(passkeyRoutes(deps, accounts))
  app.use(peopleRoutes(deps))
  app.use(apiDocumentRoutes(deps))
  app.use(resultRoutes(deps))
  app.use(besideResultRoutes(deps))
  app.use(reportRoutes(deps))
  app.use(openAnswerRoutes(deps))
  app.use(portfolioRoutes(deps))
  app.use(interpretationRoutes(deps))
  app.use(snapshotRoutes(deps))
  app.use(auditRoutes(deps))
  app.use(manageRoutes(deps))
  app.use(invitationRoutes(deps))
  app.use(importRoutes(deps))
  app.use(privacyPaperRoutes(deps))
  app.use(feedbackRoutes(deps))
  app.use(surveyRoutes(deps))
  app.use(reachRoutes(deps))
  app.use('/api', () => {
    throw problem('not-found', 'There is nothing here')
  })
  app.use(withdrawPage(deps, withdrawals))
  app.use(paperRoutes(deps))
  app.use(posterRoutes(deps))
  app.use(toldRoutes(deps))
  app.use(accessibilityRoutes(deps))
  app.use(methodRoutes(deps))
  app.use(paperworkRoutes(deps))
  app.use(pageRoutes(deps, log))
  app.use(noteDenied(deps))
  app.use(problemReply(log))
  return app
}

import type { Request, Response, Router } from 'express'
import type { PublishedResults, ResultsFilter } from '../../shared/results/results.ts'
import { surveyFor } from '../../shared/survey/own-items.ts'
import { BESIDE, type Beside, besideTable, besideTables } from '../beside-files.ts'
import type { Deps, Viewer } from '../deps.ts'
import { type BookSurvey, CODEBOOK_COLUMNS, codebookLines } from '../export/codebook.ts'
import { type CsvCell, type Flavour, type LikeLines, writeCsv } from '../export/csv.ts'
import { explainLines } from '../export/explain.ts'
import { fileName, resultsFileName } from '../export/file-name.ts'
import { RESULT_COLUMNS, resultLines, singleLines } from '../export/results-table.ts'
import { SPSS_FLAVOUR, spssSyntax } from '../export/spss.ts'
import { WORKBOOK_TYPES, type WorkbookSheet, writeWorkbook } from '../export/workbook.ts'
import { apiRouter, resource } from '../http/endpoint.ts'
import { problem } from '../http/problem.ts'
import { requireViewer } from '../http/who.ts'
import { choices, releasedSpan, results } from '../results.ts'
import { feedOf, readFeed } from '../results-feed.ts'
import { readFilter } from '../results-filter.ts'
import { knownFor } from '../rights.ts'

const FLAVOURS: readonly Flavour[] = ['nl', 'open']

/** `/api/v1/results` and its downloads: the same published results as JSON, CSV, XLSX and ODS, with what stands beside them, syntax that reads the CSV in SPSS,
 *  the codebook, and what there is to choose from. For a person with a session or a machine with a token. */
export function resultRoutes(deps: Deps): Router {
  const router = apiRouter()
  const asked = (query: Readonly<Record<string, unknown>>, viewer: Viewer) =>
    results(deps, readFilter(deps, query, viewer), viewer)
  resource(router, '/api/v1/results', {
    GET(req, res) {
      const viewer = requireViewer(deps, req)
      const { feed, query } = readFeed(req.query)
      res.json(feedOf(deps, readFilter(deps, query, viewer), viewer, feed))
    },
  })
  resource(router, '/api/v1/results/choices', {
    GET: (req, res) => void res.json(choices(deps, requireViewer(deps, req))),
  })
  resource(router, '/api/v1/results.csv', {
    async GET(req, res) {
      const viewer = requireViewer(deps, req)
      const { flavour, query: given } = readFlavour(req)
      const { table, query } = readTable(given)
      if (table !== null)
        return await sendBeside(deps, res, { table, flavour, filter: readFilter(deps, query, viewer), viewer })
      const found = asked(query, viewer)
      const header = RESULT_COLUMNS.map(({ name }) => name)
      const span = releasedSpan(deps, found.filter)
      const file = resultsFileName(deps.municipality.id, found.filter, span, flavour)
      await sendCsv(res, flavour, file, header, resultLines(found, namesOf(deps), flavour))
    },
  })
  for (const format of ['xlsx', 'ods'] as const) {
    resource(router, `/api/v1/results.${format}`, {
      async GET(req, res) {
        const viewer = requireViewer(deps, req)
        const found = asked(req.query, viewer)
        const file = nameOfFile(deps, found.filter, format)
        const sheets = sheetsOf(deps, found, viewer)
        sendFile(res, WORKBOOK_TYPES[format], file).end(await writeWorkbook(format, sheets))
      },
    })
  }
  resource(router, '/api/v1/results.sps', {
    GET(req, res) {
      const { filter } = asked(req.query, requireViewer(deps, req))
      const csv = resultsFileName(deps.municipality.id, filter, releasedSpan(deps, filter), SPSS_FLAVOUR)
      sendFile(res, 'text/plain; charset=utf-8', nameOfFile(deps, filter, 'sps')).end(spssSyntax(csv))
    },
  })
  resource(router, '/api/v1/codebook.csv', {
    async GET(req, res) {
      const viewer = requireViewer(deps, req)
      const { flavour, query } = readFlavour(req)
      const [unknown] = Object.keys(query)
      if (unknown !== undefined) throw problem('unknown-filter', 'The codebook takes "flavour" only')
      const file = fileName('codeboek', [deps.municipality.id, viewer.provider], flavour)
      await sendCsv(res, flavour, file, CODEBOOK_COLUMNS, codebookLines(bookSurveys(deps, viewer)))
    },
  })
  return router
}

function nameOfFile(deps: Deps, filter: ResultsFilter, extension: string): string {
  const file = resultsFileName(deps.municipality.id, filter, releasedSpan(deps, filter), 'nl')
  return file.replace(/csv$/, extension)
}

function sheetsOf(deps: Deps, found: PublishedResults, viewer: Viewer): readonly WorkbookSheet[] {
  const heads = RESULT_COLUMNS.map(({ name }) => name)
  const book = codebookLines(bookSurveys(deps, viewer))
  return [
    { name: 'Resultaten', rows: [heads, ...singleLines(resultLines(found, namesOf(deps), 'nl'))], heads: true },
    ...besideTables(deps, found, viewer).map(({ name, columns, lines }) => ({
      name,
      rows: [columns.map(([column]) => column), ...lines],
      heads: true,
    })),
    { name: 'Uitleg', rows: explainLines(found, deps.municipality.productName), heads: false },
    { name: 'Codeboek', rows: [CODEBOOK_COLUMNS, ...book], heads: true },
  ]
}

function sendFile(res: Response, type: string, file: string): Response {
  res.set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${file}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  })
  return res
}

function namesOf({ store, municipality }: Deps) {
  return {
    surveys: store.surveys().map(({ survey }) => survey),
    providers: store.providers(),
    careTypes: municipality.careTypes,
    locations: store.locations(),
  }
}

/** What this viewer has figures of; without the own questions of providers that it does not see. */
function bookSurveys(deps: Deps, viewer: Viewer): readonly BookSurvey[] {
  const { store, surveys, origins, languages } = deps
  const ids = new Set(choices(deps, viewer).surveys.map(({ id }) => id))
  const known = knownFor(store, viewer)
  const published = store.surveys().filter(({ survey }) => ids.has(survey.id))
  return published.map(({ survey: whole }) => {
    const survey = known === 'all' ? whole : surveyFor(whole, known)
    const current = surveys.get(survey.id)?.version === survey.version
    const id = current ? survey.id : ''
    return { survey, origin: origins?.get(id) ?? null, languages: languages?.get(id) ?? [] }
  })
}

function readFlavour(req: Request): { readonly flavour: Flavour; readonly query: Readonly<Record<string, unknown>> } {
  const { flavour: given = 'nl', ...query } = req.query
  const flavour = FLAVOURS.find((known) => known === given)
  if (!flavour) throw problem('unknown-filter', `"flavour" must be one of ${FLAVOURS.join(', ')}`)
  return { flavour, query }
}

function readTable(given: Readonly<Record<string, unknown>>): {
  readonly table: Beside | null
  readonly query: Readonly<Record<string, unknown>>
} {
  const { table: named = '', ...query } = given
  // An empty choice of a form is no choice.
  const asked = named === '' ? 'results' : named
  const table = BESIDE.find((known) => known === asked) ?? null
  if (table === null && asked !== 'results')
    throw problem('unknown-filter', `"table" must be one of results, ${BESIDE.join(', ')}`)
  return { table, query }
}

interface BesideAsked {
  readonly table: Beside
  readonly flavour: Flavour
  readonly filter: ResultsFilter
  readonly viewer: Viewer
}

async function sendBeside(deps: Deps, res: Response, { table, flavour, filter, viewer }: BesideAsked): Promise<void> {
  const { name, columns, lines } = besideTable(deps, filter, viewer, table)
  const named = resultsFileName(deps.municipality.id, filter, releasedSpan(deps, filter), flavour)
  const file = named.replace(/^resultaten/, name.toLowerCase().replaceAll(' ', '-'))
  await sendCsv(
    res,
    flavour,
    file,
    columns.map(([column]) => column),
    lines,
  )
}

async function sendCsv(
  res: Response,
  flavour: Flavour,
  file: string,
  header: readonly string[],
  lines: Iterable<readonly CsvCell[] | LikeLines>,
): Promise<void> {
  res.type('text/csv; charset=utf-8; header=present')
  res.set('Content-Disposition', `attachment; filename="${file}"`)
  res.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' })
  await writeCsv(res, flavour, header, lines)
}

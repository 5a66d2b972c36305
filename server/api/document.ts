import { CHANNELS, PHASES } from '../../shared/response.ts'
import { CUTS } from '../../shared/results/cuts.ts'
import { BESIDE } from '../beside-files.ts'
import { type ProblemCode, STATUS } from '../http/problem.ts'
import { REPORT_ORDERS, REPORT_PARAMETERS } from '../report.ts'
import { PAGE_ROWS } from '../results-feed.ts'
import { RESULT_PARAMETERS } from '../results-filter.ts'
import { SCHEMAS, type Schema } from './schemas.ts'

const VERSION = '1.0.0'

/** What each parameter of a results query is, for who writes a program. */
const MEANINGS: Readonly<Record<(typeof RESULT_PARAMETERS)[number], string>> = {
  survey: 'Id of a survey; results/choices has those with answers. Without it: all of them.',
  provider: 'Id of a provider. A key of a provider sees its own and no other.',
  with: 'predecessors: the provider with those that it took over, as one figure. Without it: itself alone.',
  careType: 'Id of a care type.',
  location: 'Id of a location.',
  area: 'An area as scheme:area, or scheme:* beside by=area.',
  from: 'First month, such as 2026-10.',
  to: 'Last month, such as 2026-12.',
  by: `Cuts with commas between them, out of ${CUTS.join(', ')}: at most one of month, quarter and year, and at most one inside a provider.`,
  phase: `One of ${PHASES.join(', ')}.`,
  channel: `One of ${CHANNELS.join(', ')}.`,
}

const MONTHS: readonly string[] = ['from', 'to', 'updatedSince']

interface Parameter {
  readonly name: string
  readonly description: string
  readonly schema?: Schema
}

const FILTER: readonly Parameter[] = RESULT_PARAMETERS.map((name) => ({ name, description: MEANINGS[name] }))

const PAGES: readonly Parameter[] = [
  {
    name: 'updatedSince',
    description:
      'A month: only the rows that a release of that month or later changed. Rows whose figures became hidden too.',
  },
  { name: 'limit', description: 'Rows a page.', schema: { type: 'integer', minimum: 1, maximum: PAGE_ROWS } },
  { name: 'cursor', description: 'The "next" of the page before. After a release: 409, begin again.' },
]

const FLAVOUR: Parameter = {
  name: 'flavour',
  description: 'nl: for a Dutch Excel. open: commas, points, UTF-8 without a mark (RFC 4180).',
  schema: { type: 'string', enum: ['nl', 'open'], default: 'nl' },
}

const TABLE: Parameter = {
  name: 'table',
  description:
    'results: the figures. others: the own figures beside all others together (one provider, one care type, no cut). ' +
    'themes: by theme and by value. background: how many answered, and which months are not to be relied on.',
  schema: { type: 'string', enum: ['results', ...BESIDE], default: 'results' },
}

const ORDER: Parameter = {
  name: 'order',
  description: 'survey: as in the survey. simons: values, boundaries, indicators, interaction.',
  schema: { type: 'string', enum: REPORT_ORDERS, default: 'survey' },
}

const isReported = (name: string) => REPORT_PARAMETERS.some((parameter) => parameter === name)

interface Road {
  readonly path: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  /** A schema's name, or the media type of a file. */
  readonly reply: { readonly schema: string } | { readonly file: string }
  readonly problems: readonly ProblemCode[]
}

const WRONG: readonly ProblemCode[] = ['bad-request', 'not-signed-in', 'forbidden']
const file = (type: string) => ({ file: type })

/** Every address at which a program can read figures. */
export const ROADS: readonly Road[] = [
  {
    path: '/results',
    summary: 'Published figures, of the last release.',
    parameters: [...FILTER, ...PAGES],
    reply: { schema: 'Results' },
    problems: [...WRONG, 'changed-results'],
  },
  {
    path: '/results.csv',
    summary: 'The same as a table: a line for each answer of each row; or a table of what stands beside it.',
    parameters: [...FILTER, TABLE, FLAVOUR],
    reply: file('text/csv'),
    problems: WRONG,
  },
  {
    path: '/results.xlsx',
    summary:
      'The same as a workbook for Excel, with themes, background, an explanation and the codebook; with the others too beside one provider and care type.',
    parameters: FILTER,
    reply: file('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    problems: WRONG,
  },
  {
    path: '/results.ods',
    summary: 'The same workbook for LibreOffice.',
    parameters: FILTER,
    reply: file('application/vnd.oasis.opendocument.spreadsheet'),
    problems: WRONG,
  },
  {
    path: '/results.sps',
    summary: 'Syntax with which SPSS reads the CSV.',
    parameters: FILTER,
    reply: file('text/plain'),
    problems: WRONG,
  },
  {
    path: '/results/others',
    summary: 'All other providers of a care type together, beside the provider in the query. Takes no cut.',
    parameters: FILTER,
    reply: { schema: 'Results' },
    problems: WRONG,
  },
  {
    path: '/results/themes',
    summary: 'Figures by theme and by value of client control, pooled from the published ones.',
    parameters: FILTER,
    reply: { schema: 'Themes' },
    problems: WRONG,
  },
  {
    path: '/results/background',
    summary: 'How many answered, and which months are not to be relied on.',
    parameters: FILTER,
    reply: { schema: 'Background' },
    problems: WRONG,
  },
  {
    path: '/results/nearest',
    summary: 'A query near this one that has figures, where this one has none.',
    parameters: FILTER,
    reply: { schema: 'Nearest' },
    problems: WRONG,
  },
  {
    path: '/results/choices',
    summary: 'What can be asked for: surveys with their questions, care types, providers, locations, areas.',
    parameters: [],
    reply: { schema: 'Choices' },
    problems: ['not-signed-in'],
  },
  {
    path: '/report.pdf',
    summary: 'The quarterly report of one provider, survey and care type, for people: two pages of A4.',
    parameters: [...FILTER.filter(({ name }) => isReported(name)), ORDER],
    reply: file('application/pdf'),
    problems: WRONG,
  },
  {
    path: '/codebook.csv',
    summary: 'What each column and each value means.',
    parameters: [FLAVOUR],
    reply: file('text/csv'),
    problems: WRONG,
  },
]

/** The API for programs as an OpenAPI 3.1 document, of the server at this address. */
export function apiDocument({ publicUrl, productName }: { readonly publicUrl: string; readonly productName: string }) {
  return {
    openapi: '3.1.0',
    info: {
      title: productName,
      version: VERSION,
      description:
        'Published figures on how clients experience care and support. Fewer than ten answers are never shown. A key is made ' +
        'with the command "token create"; it only reads. Fields may be added; none changes its meaning.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ key: [] }],
    paths: Object.fromEntries(ROADS.map((road) => [road.path, { get: operation(road) }])),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Authorization: Bearer ew_…' } },
      schemas: SCHEMAS,
    },
  }
}

function operation({ path, summary, parameters, reply, problems }: Road) {
  const statuses = [...new Set(problems.map((code) => STATUS[code]))]
  const codesOf = (status: number) => problems.filter((code) => STATUS[code] === status).join(', ')
  const content =
    'schema' in reply
      ? { 'application/json': { schema: { $ref: `#/components/schemas/${reply.schema}` } } }
      : { [reply.file]: {} }
  return {
    operationId: path.slice(1).replace(/[/.](\w)/g, (_, first: string) => first.toUpperCase()),
    summary,
    parameters: parameters.map(({ name, description, schema }) => ({
      name,
      in: 'query',
      description,
      schema: schema ?? (MONTHS.includes(name) ? { type: 'string', pattern: '^\\d{4}-\\d{2}$' } : { type: 'string' }),
    })),
    responses: {
      200: { description: 'What was asked for.', content },
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          {
            description: codesOf(status),
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  }
}

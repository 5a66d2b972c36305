import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import { createPasswords } from '../../server/passwords.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

// Route × role × owner, over real HTTP: whoever is not named here as allowed gets nothing, and a route that is not named
// here fails.
const PASSWORD = 'mijn fiets staat bij de brug'

const PEOPLE = {
  'dock person': { role: 'provider', provider: 'dock' },
  'dock manager': { role: 'account-manager', provider: null, portfolio: ['dock', 'extr-utrecht'] },
  // Follows nobody yet.
  'new manager': { role: 'account-manager', provider: null, portfolio: [] },
  'council reader': { role: 'reader', provider: null },
  'panel person': { role: 'panel', provider: null },
  'admin person': { role: 'admin', provider: null },
  // Cannot be made with the command line; must see nothing rather than everything.
  'lost person': { role: 'provider', provider: null },
} as const
const MACHINES = {
  'dock machine': { role: 'provider', provider: 'dock' },
  'council machine': { role: 'reader', provider: null },
  'admin machine': { role: 'admin', provider: null },
  'revoked machine': { role: 'admin', provider: null },
  // Reads /metrics and nothing here; see metrics.test.ts.
  'monitor machine': { role: 'monitor', provider: null },
} as const
type Who = 'nobody' | 'strange person' | keyof typeof PEOPLE | keyof typeof MACHINES

const credentials: Partial<Record<Who, Readonly<Record<string, string>>>> = {}
let server: InProcess

beforeAll(async () => {
  server = await startInProcess()
  const { store } = server.house.deps
  const passwordHash = await createPasswords().hash(PASSWORD)
  // A role that a later version has and this one does not know.
  const strange = { ...PEOPLE['admin person'], role: 'boss' as 'admin' }
  for (const [who, rights] of Object.entries({ ...PEOPLE, 'strange person': strange })) {
    store.saveUser({ id: who, login: who, passwordHash, ...rights, disabled: false })
    credentials[who as Who] = { Cookie: await cookieOf(who) }
  }
  for (const [who, rights] of Object.entries(MACHINES)) {
    const token = newMachineToken(randomBytes)
    store.saveToken({ tokenHash: tokenHash(token), ...rights, name: who })
    credentials[who as Who] = { Authorization: `Bearer ${token}` }
    if (who === 'revoked machine') store.dropToken(tokenHash(token))
  }
})
afterAll(() => server.stop())

async function cookieOf(login: string): Promise<string> {
  const reply = await fetch(`${server.origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify({ login, password: PASSWORD }),
  })
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: unknown) {
  const reply = await fetch(server.origin + path, {
    method,
    headers: { ...headers, ...(method !== 'GET' && { 'Content-Type': 'application/json', Origin: server.origin }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, text: await reply.text(), headers: reply.headers }
}
const get = (path: string, headers: Readonly<Record<string, string>> = {}) => ask('GET', path, headers)

const NOBODY: readonly Who[] = ['nobody', 'strange person', 'lost person', 'revoked machine', 'monitor machine']
const EVERYBODY = ['nobody', 'strange person', ...Object.keys(PEOPLE), ...Object.keys(MACHINES)] as readonly Who[]

/** What somebody gets who is not named: 401 for nobody, 403 for who is known. */
type Expected = Readonly<Partial<Record<Who, number>>>
interface Row {
  readonly route: string
  /** Who gets what at this address of the route; whoever is not named is refused. */
  readonly asks: readonly (readonly [path: string, expected: Expected, body?: unknown])[]
}

const known = (status: number, ...but: readonly Who[]): Expected =>
  Object.fromEntries(EVERYBODY.filter((who) => !NOBODY.includes(who) && !but.includes(who)).map((who) => [who, status]))
/** Everybody who sees figures: the panel sees none. */
const all = (status: number): Expected => known(status, 'panel person')
const panel = (status: number): Expected => ({ ...admins(status), 'panel person': status })
const admins = (status: number): Expected => ({ 'admin person': status, 'admin machine': status })
/** Who says how many clients there were. */
const ownReach = (status: number): Expected => ({ ...admins(status), 'dock person': status, 'dock machine': status })
const ofDock = (status: number): Expected => ({
  ...admins(status),
  'dock person': status,
  'dock machine': status,
  'dock manager': status,
})

const byOwner = (route: string): readonly (readonly [string, Expected])[] => [
  [route, all(200)],
  // An empty field of a form is a field not filled in: for a provider that is its own.
  [`${route}?provider=`, all(200)],
  [`${route}?provider=dock`, ofDock(200)],
  [`${route}?provider=lister`, admins(200)],
  [`${route}?provider=bestaat-niet`, admins(400)],
  // Who sees the city as a whole does not see it taken apart by who gave the care.
  [`${route}?by=provider`, { ...admins(200), 'dock person': 200, 'dock machine': 200 }],
  [`${route}?provider=dock&by=provider`, ofDock(200)],
  [`${route}?by=location`, { ...admins(200), 'dock person': 200, 'dock machine': 200 }],
  // A location, an area, a road by which people answered may be of one provider alone.
  ...[
    'by=area:buurtteam',
    'by=phase',
    'by=answeredBy',
    'by=access',
    'by=channel',
    'phase=ongoing',
    'channel=kiosk',
  ].map((cut) => [`${route}?${cut}`, { ...admins(200), 'dock person': 200, 'dock machine': 200 }] as const),
  [`${route}?provider=dock&by=phase`, ofDock(200)],
  [`${route}?location=bestaat-niet`, { ...admins(400), 'dock person': 400, 'dock machine': 400 }],
]

/** Everybody who signs in, and no machine. */
const persons = (status: number): Expected => known(status, ...(Object.keys(MACHINES) as Who[]))

const ofCity = (status: number) => known(status, 'panel person', 'dock person', 'dock machine')
const TALK = { day: null }
const TALKED = 'survey=regiotaxi&careType=regiotaxi&quarter=2026-Q3'
const SAID = { sight: '', meaning: '', striking: '', action: '' }
const REPORTED = 'survey=regiotaxi&careType=regiotaxi&from=2026-07&to=2026-09'
const follows = (status: number): Expected => ({ ...admins(status), 'dock manager': status })

const ROWS: readonly Row[] = [
  { route: 'GET /api/v1/results', asks: byOwner('/api/v1/results') },
  { route: 'GET /api/v1/results.csv', asks: byOwner('/api/v1/results.csv') },
  { route: 'GET /api/v1/results.xlsx', asks: byOwner('/api/v1/results.xlsx') },
  { route: 'GET /api/v1/results.ods', asks: byOwner('/api/v1/results.ods') },
  { route: 'GET /api/v1/results.sps', asks: byOwner('/api/v1/results.sps') },
  { route: 'GET /api/v1/results/themes', asks: byOwner('/api/v1/results/themes') },
  { route: 'GET /api/v1/results/background', asks: byOwner('/api/v1/results/background') },
  { route: 'GET /api/v1/results/nearest', asks: byOwner('/api/v1/results/nearest') },
  {
    route: 'GET /api/v1/results/others',
    asks: [
      // Beside whom is not said, by whoever asks.
      ['/api/v1/results/others', all(400)],
      ['/api/v1/results/others?provider=dock', ofDock(400)],
      ['/api/v1/results/others?provider=dock&careType=sociaal-makelaarschap', ofDock(200)],
      ['/api/v1/results/others?provider=lister&careType=sociaal-makelaarschap', admins(200)],
      ['/api/v1/results/others?provider=bestaat-niet', admins(400)],
    ],
  },
  {
    route: 'GET /api/v1/report.pdf',
    asks: [
      // Of whom is not said; who belongs to one provider means that one, which has no answers yet.
      ['/api/v1/report.pdf', all(400)],
      [`/api/v1/report.pdf?provider=dock&${REPORTED}`, ofDock(200)],
      [`/api/v1/report.pdf?provider=lister&${REPORTED}`, admins(200)],
      ['/api/v1/report.pdf?provider=bestaat-niet', admins(400)],
    ],
  },
  {
    route: 'GET /api/v1/interpretation',
    asks: [
      ['/api/v1/interpretation', all(400)],
      [`/api/v1/interpretation?provider=dock&${TALKED}`, ofDock(200)],
      [`/api/v1/interpretation?provider=lister&${TALKED}`, admins(200)],
      [`/api/v1/interpretation?provider=bestaat-niet&${TALKED}`, admins(400)],
    ],
  },
  { route: 'GET /api/v1/snapshots', asks: [['/api/v1/snapshots', ofCity(200)]] },
  { route: 'POST /api/v1/snapshots', asks: [['/api/v1/snapshots', admins(400), { kind: 'none' }]] },
  {
    route: 'GET /api/v1/snapshots/:id/overview.pdf',
    asks: [['/api/v1/snapshots/none/overview.pdf', ofCity(404)]],
  },
  {
    route: 'GET /api/v1/snapshots/:id/figures.json',
    asks: [['/api/v1/snapshots/none/figures.json', ofCity(404)]],
  },
  {
    route: 'GET /api/v1/talks',
    asks: [
      ['/api/v1/talks', all(400)],
      ['/api/v1/talks?provider=dock', ofDock(200)],
      ['/api/v1/talks?provider=lister', admins(200)],
      ['/api/v1/talks?provider=bestaat-niet', admins(200)],
    ],
  },
  {
    route: 'PUT /api/v1/interpretation',
    asks: [
      [`/api/v1/interpretation?provider=dock&${TALKED}`, ofDock(200), SAID],
      [`/api/v1/interpretation?provider=lister&${TALKED}`, admins(200), SAID],
    ],
  },
  { route: 'GET /api/v1/results/choices', asks: [['/api/v1/results/choices', all(200)]] },
  { route: 'GET /api/v1/codebook.csv', asks: [['/api/v1/codebook.csv', all(200)]] },
  {
    route: 'GET /api/v1/open-answers',
    asks: [
      ['/api/v1/open-answers', ofDock(200)],
      ['/api/v1/open-answers?provider=dock', ofDock(200)],
      ['/api/v1/open-answers?provider=lister', admins(200)],
      ['/api/v1/open-answers?provider=bestaat-niet', admins(200)],
    ],
  },
  { route: 'GET /api/v1/open-answers/review', asks: [['/api/v1/open-answers/review', admins(200)]] },
  {
    route: 'PUT /api/v1/open-answers/review',
    asks: [['/api/v1/open-answers/review', admins(200), { decisions: [] }]],
  },
  {
    route: 'PUT /api/v1/open-answers/:id/signal',
    asks: [['/api/v1/open-answers/none/signal', follows(404), { signal: 'open' }]],
  },
  {
    route: 'GET /api/v1/portfolio',
    asks: [['/api/v1/portfolio', { ...follows(200), 'new manager': 200 }]],
  },
  {
    route: 'GET /api/v1/feedback',
    asks: [['/api/v1/feedback', { ...admins(200), 'dock person': 200, 'dock machine': 200 }]],
  },
  {
    route: 'POST /api/v1/feedback',
    asks: [['/api/v1/feedback', { ...admins(400), 'dock person': 400 }, { provider: 'dock' }]],
  },
  {
    route: 'PUT /api/v1/feedback/:id',
    asks: [['/api/v1/feedback/none', { ...admins(404), 'dock person': 404 }, {}]],
  },
  {
    route: 'PUT /api/v1/feedback/:id/state',
    asks: [['/api/v1/feedback/none/state', { ...admins(404), 'dock person': 404 }, { state: 'published' }]],
  },
  { route: 'GET /api/v1/invitations', asks: [['/api/v1/invitations', admins(200)]] },
  { route: 'POST /api/v1/invitations', asks: [['/api/v1/invitations', admins(400), {}]] },
  { route: 'POST /api/v1/invitations/end', asks: [['/api/v1/invitations/end', admins(404), {}]] },
  { route: 'GET /api/v1/imports', asks: [['/api/v1/imports', admins(200)]] },
  { route: 'PUT /api/v1/imports/file', asks: [['/api/v1/imports/file', admins(400), {}]] },
  { route: 'POST /api/v1/imports/look', asks: [['/api/v1/imports/look', admins(400), {}]] },
  { route: 'POST /api/v1/imports/keep', asks: [['/api/v1/imports/keep', admins(400), {}]] },
  { route: 'GET /api/v1/imports/columns', asks: [['/api/v1/imports/columns', admins(400)]] },
  { route: 'GET /api/v1/imports/refused.csv', asks: [['/api/v1/imports/refused.csv', admins(400)]] },
  { route: 'DELETE /api/v1/imports/:name', asks: [['/api/v1/imports/none', admins(404)]] },
  { route: 'GET /api/v1/manage', asks: [['/api/v1/manage', admins(200)]] },
  // Nothing was chosen: only who may do it hears so.
  { route: 'POST /api/v1/manage/collectors', asks: [['/api/v1/manage/collectors', admins(400), {}]] },
  { route: 'POST /api/v1/manage/locations', asks: [['/api/v1/manage/locations', admins(400), {}]] },
  { route: 'GET /api/v1/manage/providers', asks: [['/api/v1/manage/providers', admins(200)]] },
  { route: 'POST /api/v1/manage/providers', asks: [['/api/v1/manage/providers', admins(400), {}]] },
  { route: 'PUT /api/v1/manage/providers/:id', asks: [['/api/v1/manage/providers/none', admins(404), {}]] },
  {
    route: 'PUT /api/v1/manage/providers/:id/care/:careType',
    asks: [['/api/v1/manage/providers/none/care/none', admins(404), {}]],
  },
  { route: 'PUT /api/v1/manage/locations/:id', asks: [['/api/v1/manage/locations/none', admins(404), {}]] },
  { route: 'POST /api/v1/manage/devices', asks: [['/api/v1/manage/devices', admins(400), {}]] },
  {
    route: 'PUT /api/v1/manage/collectors/:code',
    asks: [['/api/v1/manage/collectors/NNNNNNN', admins(404), { closed: true }]],
  },
  { route: 'PUT /api/v1/manage/devices/:id', asks: [['/api/v1/manage/devices/none', admins(404), { by: 'none' }]] },
  { route: 'DELETE /api/v1/manage/devices/:id', asks: [['/api/v1/manage/devices/none', admins(404)]] },
  { route: 'GET /api/v1/surveys', asks: [['/api/v1/surveys', panel(200)]] },
  {
    route: 'GET /api/v1/surveys/:where/:id',
    asks: [
      ['/api/v1/surveys/current/regiotaxi', panel(200)],
      ['/api/v1/surveys/current/bestaat-niet', panel(404)],
      ['/api/v1/surveys/draft/bestaat-niet', panel(404)],
      ['/api/v1/surveys/draft/..%2Fkeys', panel(404)],
    ],
  },
  {
    route: 'POST /api/v1/surveys/draft/:id/comments',
    asks: [['/api/v1/surveys/draft/bestaat-niet/comments', panel(404), {}]],
  },
  { route: 'GET /api/v1/reach', asks: [['/api/v1/reach', ownReach(200)]] },
  {
    route: 'POST /api/v1/reach',
    asks: [
      ['/api/v1/reach', ownReach(400), {}],
      ['/api/v1/reach', { ...ownReach(404), ...admins(400) }, { provider: 'lister' }],
    ],
  },
  {
    route: 'DELETE /api/v1/reach',
    asks: [
      ['/api/v1/reach', ownReach(400)],
      ['/api/v1/reach?provider=lister', { ...ownReach(404), ...admins(400) }],
    ],
  },
  { route: 'POST /api/v1/reach/unreliable', asks: [['/api/v1/reach/unreliable', admins(400), {}]] },
  { route: 'DELETE /api/v1/reach/unreliable', asks: [['/api/v1/reach/unreliable', admins(400)]] },
  {
    route: 'POST /api/v1/surveys/current/:id/draft',
    asks: [['/api/v1/surveys/current/bestaat-niet/draft', admins(404), {}]],
  },
  {
    route: 'GET /api/v1/surveys/draft/:id/publish',
    asks: [['/api/v1/surveys/draft/bestaat-niet/publish', admins(404)]],
  },
  {
    route: 'POST /api/v1/surveys/draft/:id/publish',
    asks: [['/api/v1/surveys/draft/bestaat-niet/publish', admins(404), {}]],
  },
  {
    route: 'GET /api/v1/surveys/draft/:id/own-items',
    asks: [['/api/v1/surveys/draft/bestaat-niet/own-items', admins(404)]],
  },
  {
    route: 'POST /api/v1/surveys/draft/:id/own-items',
    asks: [['/api/v1/surveys/draft/bestaat-niet/own-items', admins(404), {}]],
  },
  {
    route: 'DELETE /api/v1/surveys/draft/:id/own-items/:question',
    asks: [['/api/v1/surveys/draft/bestaat-niet/own-items/x', admins(404)]],
  },
  { route: 'GET /api/v1/people', asks: [['/api/v1/people', admins(200)]] },
  { route: 'POST /api/v1/people', asks: [['/api/v1/people', admins(400), {}]] },
  { route: 'PUT /api/v1/people/:id', asks: [['/api/v1/people/none', admins(404), {}]] },
  { route: 'PUT /api/v1/people/:id/state', asks: [['/api/v1/people/none/state', admins(404), { disabled: true }]] },
  { route: 'POST /api/v1/people/:id/link', asks: [['/api/v1/people/none/link', admins(404), { afresh: false }]] },
  { route: 'GET /api/v1/session/account', asks: [['/api/v1/session/account', persons(200)]] },
  {
    route: 'PUT /api/v1/session/account/password',
    asks: [['/api/v1/session/account/password', persons(400), { password: 'fout', next: 'fout' }]],
  },
  {
    route: 'POST /api/v1/session/account/second-step',
    asks: [['/api/v1/session/account/second-step', persons(200), {}]],
  },
  {
    route: 'PUT /api/v1/session/account/second-step',
    asks: [['/api/v1/session/account/second-step', persons(400), { password: 'fout', secret: '', code: '' }]],
  },
  { route: 'DELETE /api/v1/session/account/sessions', asks: [['/api/v1/session/account/sessions', persons(204)]] },
  {
    route: 'DELETE /api/v1/session/account/sessions/:id',
    asks: [['/api/v1/session/account/sessions/none', persons(204)]],
  },
  {
    route: 'GET /api/v1/papers/:name',
    asks: [
      ['/api/v1/papers/register', admins(200)],
      ['/api/v1/papers/dpia', admins(200)],
      ['/api/v1/papers/none', admins(404)],
    ],
  },
  {
    route: 'POST /api/v1/session/account/passkeys/challenge',
    asks: [['/api/v1/session/account/passkeys/challenge', persons(400), { password: 'fout', name: 'laptop' }]],
  },
  {
    route: 'POST /api/v1/session/account/passkeys',
    asks: [['/api/v1/session/account/passkeys', persons(400), { name: 'laptop', response: null }]],
  },
  {
    route: 'POST /api/v1/session/account/passkeys/:id/removal',
    asks: [['/api/v1/session/account/passkeys/none/removal', persons(400), { password: 'fout' }]],
  },
  { route: 'GET /api/v1/audit', asks: [['/api/v1/audit', admins(200)]] },
  { route: 'GET /api/v1/audit.csv', asks: [['/api/v1/audit.csv', admins(200)]] },
  {
    route: 'PUT /api/v1/portfolio/:provider/talk',
    asks: [
      ['/api/v1/portfolio/dock/talk', follows(204), TALK],
      ['/api/v1/portfolio/lister/talk', admins(204), TALK],
      ['/api/v1/portfolio/bestaat-niet/talk', admins(404), TALK],
    ],
  },
]

/** Routes that are for everybody, signed in or not: answering, devices, withdrawing, and signing in itself. */
const FOR_ALL = [
  'POST /api/v1/responses',
  'POST /api/v1/devices',
  'POST /api/v1/devices/beat',
  'POST /api/v1/withdrawals',
  'GET /api/v1/collectors/:code',
  'GET /api/v1/collectors/:code/speech/:language',
  'GET /api/v1/openapi.json',
  'GET /api/v1/session',
  'POST /api/v1/session/link',
  'POST /api/v1/session/passkey',
  'POST /api/v1/session/passkey/challenge',
  'PUT /api/v1/session/link',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
]

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle?: { readonly stack?: readonly Layer[] }
}

function routesIn(stack: readonly Layer[]): readonly string[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return routesIn(handle?.stack ?? [])
    const methods = Object.keys(route.methods).filter((method) => method !== '_all')
    return methods.map((method) => `${method.toUpperCase()} ${route.path}`)
  })
}

describe('every route', () => {
  test('of the API is in this table, as it is for somebody or for everybody', () => {
    const app = createApp(server.house.deps) as unknown as { readonly router: { readonly stack: readonly Layer[] } }
    const routes = routesIn(app.router.stack).filter((route) => route.includes('/api/'))
    expect(routes.length).toBeGreaterThan(15)
    expect([...routes].sort()).toEqual([...ROWS.map(({ route }) => route), ...FOR_ALL].sort())
  })

  const cells = ROWS.flatMap(({ route, asks }) =>
    asks.flatMap(([path, expected, body]) =>
      EVERYBODY.map((who) => {
        const method = route.split(' ')[0] ?? ''
        // A key of a machine only reads, whoever it is of and whether it still works.
        const readsOnly = who in MACHINES && (method !== 'GET' || path.startsWith('/api/v1/session/account'))
        const status = readsOnly ? 403 : (expected[who] ?? (NOBODY.includes(who) ? 401 : 403))
        return [who, method, path, status, body] as const
      }),
    ),
  )
  test.each(cells)('%s asks %s %s and gets %s', async (who, method, path, status, body) => {
    expect((await ask(method, path, credentials[who], body)).status).toBe(status)
  })
})

describe('results', () => {
  test.each(['dock person', 'dock manager', 'new manager', 'council reader'] as const)(
    'of another provider and of one that does not exist are refused to the %s in the same words',
    async (who) => {
      const [other, none] = await Promise.all(
        ['lister', 'bestaat-niet'].map((id) => get(`/api/v1/results?provider=${id}`, credentials[who])),
      )
      expect(JSON.parse(other?.text ?? '')).toMatchObject({ problem: { code: 'forbidden' } })
      expect(other?.text).toBe(none?.text)
      expect(other?.text).not.toContain('lister')
    },
  )

  test.each(['', '?provider='])('asked for with "%s" are of the own provider only', async (query) => {
    const { text } = await get(`/api/v1/results${query}`, credentials['dock machine'])
    expect(JSON.parse(text)).toMatchObject({ filter: { provider: 'dock' } })
  })

  const TRICKS = [
    '?provider=dock&provider=lister',
    '?provider[]=lister',
    '?Provider=lister',
    '?by=provider',
    '?provider=LISTER',
  ]
  test.each(
    TRICKS.flatMap((query) =>
      (['dock person', 'dock manager', 'council reader'] as const).map((who) => [who, query] as const),
    ),
  )('a %s gets nothing of others by %s', async (who, query) => {
    const reply = await get(`/api/v1/results${query}`, credentials[who])
    expect([200, 400, 403]).toContain(reply.status)
    if (reply.status === 200) expect(reply.text).not.toMatch(/lister/i)
  })
})

describe('a session', () => {
  test.each(EVERYBODY)('says of %s whether somebody is there, without an error', async (who) => {
    const reply = await get('/api/v1/session', credentials[who])
    expect(reply.status).toBe(200)
    const { viewer } = JSON.parse(reply.text) as { readonly viewer: unknown }
    expect(viewer !== null).toBe(!NOBODY.includes(who))
  })
})

describe('a bearer', () => {
  const wrong = ['', 'Bearer', 'Bearer ', 'Bearer x', `Bearer ew_${'A'.repeat(43)}`, 'Basic YTpi', 'bearer ew_']
  test.each(wrong)('"%s" is nobody, even beside a good cookie', async (authorization) => {
    const cookie = credentials['dock person'] ?? {}
    const headers = { ...cookie, Authorization: authorization }
    expect((await get('/api/v1/results/choices', headers)).status).toBe(401)
    expect((await get('/api/v1/session', headers)).text).toBe('{"viewer":null}')
  })

  test('token is no session, and a session is no token', async () => {
    const token = credentials['dock machine']?.Authorization?.slice('Bearer '.length) ?? ''
    const session = credentials['dock person']?.Cookie?.slice('ew='.length) ?? ''
    expect((await get('/api/v1/results/choices', { Cookie: `ew=${token}` })).status).toBe(401)
    expect((await get('/api/v1/results/choices', { Authorization: `Bearer ${session}` })).status).toBe(401)
    expect((await get(`/api/v1/results/choices?token=${token}`)).status).toBe(401)
  })
})

test('signing in is the only thing that sets a cookie; sending answers reads and sets none', async () => {
  const [code] = server.codes
  const replies = await Promise.all([
    get('/health'),
    get(`/api/v1/collectors/${code}`, credentials['dock person']),
    get('/api/v1/session', credentials['dock person']),
    get('/api/v1/results', credentials['dock person']),
  ])
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(replies.map(({ headers }) => headers.get('set-cookie'))).toEqual([null, null, null, null])
})

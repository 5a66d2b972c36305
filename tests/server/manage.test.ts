import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

let server: InProcess
beforeAll(async () => {
  server = await startInProcess()
  const { store } = server.house.deps
  store.saveUser({
    id: 'beheer',
    login: 'beheer',
    passwordHash: 'none',
    role: 'admin',
    provider: null,
    disabled: false,
  })
})
afterAll(() => server.stop())

async function send(method: string, path: string, body: unknown) {
  const reply = await fetch(`${server.origin}/api/v1/manage/${path}`, {
    method,
    headers: { Cookie: cookieFor(server, 'beheer'), 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify(body),
  })
  const text = await reply.text()
  return { status: reply.status, json: text === '' ? null : JSON.parse(text) }
}
const noted = () => server.house.deps.store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 100 })
const location = (name: string, provider = 'dock') => send('POST', 'locations', { provider, name })

describe('a collector', () => {
  const own = () => {
    const { store } = server.house.deps
    const [found] = store.collectors().filter(({ closed, demo }) => !closed && !demo)
    if (!found) throw new Error('no collector')
    return found
  }

  test('that is closed already is not closed again, and the log has one line', async () => {
    const { code } = own()
    const before = noted().length
    for (const closed of [true, true, false, false])
      expect((await send('PUT', `collectors/${code}`, { closed })).status).toBe(204)
    expect(noted().map(({ action }) => action)).toEqual(['collector-open', 'collector-close'])
    expect(noted()).toHaveLength(before + 2)
  })

  test('of the examples is not closed', async () => {
    const { store } = server.house.deps
    store.saveCollector({ ...own(), code: 'VRBHZZZ', demo: true })
    const reply = await send('PUT', 'collectors/VRBHZZZ', { closed: true })
    expect([reply.status, reply.json.problem.message]).toEqual([400, expect.stringContaining('voorbeelden')])
    expect(store.collector('VRBHZZZ')?.closed).toBe(false)
  })
})

describe('a new collector', () => {
  const make = (more: object) =>
    send('POST', 'collectors', {
      provider: 'dock',
      careType: 'sociaal-makelaarschap',
      channel: 'own-device',
      location: '',
      ...more,
    })
  const kept = (code: string) => server.house.deps.store.collector(code)

  test('has the surveys and the access that were chosen', async () => {
    const surveys = [...server.house.deps.surveys.keys()].slice(0, 2)
    const several = await make({ surveys, access: 'open' })
    expect(kept(several.json.code)).toMatchObject({ surveys, access: 'open' })
    const invited = await make({ surveys: surveys.slice(0, 1), access: 'invited' })
    expect(kept(invited.json.code)).toMatchObject({ surveys: surveys.slice(0, 1), access: 'invited' })
  })

  test('without a choice has the surveys of its care type, for everybody', async () => {
    const usual = kept((await make({})).json.code)
    expect(usual).toMatchObject({ access: 'open', surveys: [expect.any(String)] })
    expect(kept((await make({ surveys: [], access: '' })).json.code)).toMatchObject({ surveys: usual?.surveys })
  })

  test.each([
    ['a survey that is not there', { surveys: ['geen-lijst'] }, 'bestaat niet'],
    ['an access that is not there', { access: 'secret' }, 'bestaat niet'],
    ['invitations for several surveys', { access: 'invited', surveys: ['wmo-landelijk', 'regiotaxi'] }, 'Kies één'],
  ])('is refused with %s, and nothing is kept', async (_what, more, message) => {
    const before = server.house.deps.store.collectors().length
    const reply = await make(more)
    expect([reply.status, reply.json.problem.message]).toEqual([400, expect.stringContaining(message)])
    expect(server.house.deps.store.collectors()).toHaveLength(before)
  })
})

describe('the name of a location', () => {
  test.each([
    ['Huis\u0000kamer', 'niet te zien'],
    ['Huis\u202ekamer', 'niet te zien'],
    ['Huis\u200bkamer', 'niet te zien'],
    ['---', 'letters of cijfers'],
    ['   ', 'Vul de naam'],
    ['x'.repeat(81), 'hooguit 80'],
  ])('is not %j', async (name, message) => {
    const reply = await location(name)
    expect([reply.status, reply.json.problem.message]).toEqual([400, expect.stringContaining(message)])
  })

  test('is kept in one way of writing, and taken whatever the way', async () => {
    // An e with an accent behind it, and two spaces.
    expect((await location('Cafe\u0301  Één')).json.name).toBe('Café Één')
    expect((await location('café één')).json.problem.message).toContain('al een locatie')
    expect((await location('Café Één', 'lister')).status).toBe(201)
  })

  test('is not in its id, which the log keeps', async () => {
    const { id } = (await location('Inloop van Fatima')).json
    expect(id).toMatch(/^dock-[a-z2-9]{8}$/)
    expect(JSON.stringify(noted())).not.toMatch(/fatima/i)
  })
})

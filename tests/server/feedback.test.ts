import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FEEDBACK_LENGTH, type FeedbackItem, type FeedbackReply } from '../../shared/feedback.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const NOW = Date.parse('2026-11-27T15:00:00Z')
const GOOD = { provider: 'dock', text: 'Wij bellen u nu sneller terug.', picture: 'ask-help' }

let server: InProcess
beforeAll(async () => {
  server = await startInProcess({ now: () => NOW })
  const { store } = server.house.deps
  const person = { passwordHash: 'none', disabled: false } as const
  store.saveUser({ id: 'beheer', login: 'beheer', role: 'admin', provider: null, ...person })
  store.saveUser({ id: 'dock', login: 'dock', role: 'provider', provider: 'dock', ...person })
  store.saveUser({ id: 'lister', login: 'lister', role: 'provider', provider: 'lister', ...person })
})
afterAll(() => server.stop())

async function send(who: string, method: string, path = '', body?: unknown) {
  const reply = await fetch(`${server.origin}/api/v1/feedback${path}`, {
    method,
    headers: { Cookie: cookieFor(server, who), 'Content-Type': 'application/json', Origin: server.origin },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, json: await reply.json() }
}
const write = async (who: string, more: object = {}): Promise<FeedbackItem> =>
  (await send(who, 'POST', '', { ...GOOD, ...more })).json
const turn = (who: string, id: string, state: string) => send(who, 'PUT', `/${id}/state`, { state })
const noted = () =>
  server.house.deps.store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 4 }).map(({ action }) => action)

describe('a message about what was done', () => {
  test('is a draft that nobody else reads, is changed, published with a day, and taken back', async () => {
    const draft = await write('dock', { text: 'Wij bellen.' })
    const { store } = server.house.deps
    expect(draft).toMatchObject({ state: 'draft', day: '', provider: 'dock', remarks: [] })
    expect(store.publishedFeedback('dock')).toEqual([])
    expect((await send('dock', 'PUT', `/${draft.id}`, GOOD)).json).toMatchObject({ text: GOOD.text, state: 'draft' })
    expect((await turn('dock', draft.id, 'published')).json).toMatchObject({ state: 'published', day: '2026-11-27' })
    // What people have read is not changed under their eyes.
    expect((await send('dock', 'PUT', `/${draft.id}`, GOOD)).status).toBe(400)
    expect(store.publishedFeedback('dock')).toMatchObject([{ text: GOOD.text }])
    expect((await turn('dock', draft.id, 'taken-back')).status).toBe(200)
    expect(store.publishedFeedback('dock')).toEqual([])
    expect((await turn('dock', draft.id, 'published')).status).toBe(400)
    expect(noted()).toEqual(['feedback-take-back', 'feedback-publish', 'feedback-change', 'feedback-add'])
  })

  test.each([
    [{ text: 'x'.repeat(FEEDBACK_LENGTH + 1) }, 'hooguit 120'],
    [{ text: ' - ' }, 'Schrijf in één zin'],
    [{ text: 'Wij bel\u200blen.' }, 'niet te zien'],
    [{ picture: '../../keys' }, 'plaatje'],
    [{ picture: 'constructor' }, 'plaatje'],
    [{ provider: 'bestaat-niet' }, 'van wie'],
  ])('is not %j', async (wrong, message) => {
    const { status, json } = await send('beheer', 'POST', '', { ...GOOD, ...wrong })
    expect([status, json.problem.message]).toEqual([400, expect.stringContaining(message)])
  })

  test.each([
    ['Wij bellen. Wij schrijven ook.', 'meer dan één zin'],
    ['Wij implementeren een nieuw beleid voor participatie.', 'mplementeren'],
  ])('"%s" stays a draft, with what to write instead', async (text, about) => {
    const { id, remarks } = await write('dock', { text })
    expect(JSON.stringify(remarks.filter(({ holds }) => holds))).toContain(about)
    expect(remarks.every(({ mend }) => mend.length > 5)).toBe(true)
    const { status, json } = await turn('dock', id, 'published')
    expect([status, json.problem.message]).toEqual([400, expect.stringContaining('Zo maakt u het goed')])
    expect(server.house.deps.store.feedback(id)?.state).toBe('draft')
  })

  test('that names somebody is told so', async () => {
    const { remarks } = await write('dock', { text: 'Bel nu met Fatima Yilmaz op 06 12345678.' })
    expect(JSON.stringify(remarks)).toContain('Yilmaz')
  })
})

describe('a provider', () => {
  test('reads and writes for itself alone; an administrator for all and for the city', async () => {
    const { id } = await write('lister', { provider: 'lister' })
    const own: FeedbackReply = (await send('dock', 'GET')).json
    expect(own.providers.map((one) => one.id)).toEqual(['dock'])
    expect(own.items.map(({ provider }) => provider)).not.toContain('lister')
    for (const provider of ['lister', ''])
      expect((await send('dock', 'POST', '', { ...GOOD, provider })).status).toBe(400)
    expect((await send('dock', 'PUT', `/${id}`, GOOD)).status).toBe(404)
    expect((await turn('dock', id, 'published')).status).toBe(404)
    expect(server.house.deps.store.feedback(id)?.state).toBe('draft')
    expect((await write('beheer', { provider: '' })).providerName).toBe('Utrecht')
    const all: FeedbackReply = (await send('beheer', 'GET')).json
    expect(all.providers.map((one) => one.id)).toEqual(expect.arrayContaining(['', 'dock', 'lister']))
    expect(all.items.map((one) => one.id)).toContain(id)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetOld } from '../../server/forget.ts'
import { showDecided } from '../../server/open-answers.ts'
import type { Accepted, Collector } from '../../server/store/store.ts'
import { ORIGINAL_DAYS } from '../../shared/keeping.ts'
import type { OpenAnswersReply, ReviewReply } from '../../shared/open-answers.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'
import { idOf } from '../support/store-samples.ts'

const DAY_MS = 86_400_000
let now = Date.parse('2026-11-20T12:00:00Z')
let server: InProcess
const [admin, dock, lister] = ['admin', 'dock', 'lister'] as const
let collectors: readonly Collector[]
let survey: { readonly id: string; readonly version: number; readonly question: string }
let told = 0

beforeAll(async () => {
  server = await startInProcess({ now: () => now })
  const { store, surveys } = server.house.deps
  for (const login of [admin, dock, lister]) {
    const provider = login === admin ? null : login
    const role = provider === null ? 'admin' : 'provider'
    store.saveUser({ id: login, login, passwordHash: 'none', role, provider, disabled: false })
  }
  const found = [...surveys.values()].find(({ questions }) => questions.some(({ kind }) => kind === 'text'))
  const question = found?.questions.find(({ kind }) => kind === 'text')?.id
  if (!found || question === undefined) throw new Error('no survey asks for words')
  survey = { id: found.id, version: found.version, question }
  const [sample] = store.collectors()
  if (!sample) throw new Error('no collector')
  collectors = ['dock', 'lister'].map((provider, index) => ({
    ...sample,
    code: `PRAAT${'BC'.charAt(index)}Z`,
    provider,
    careType: 'sociaal-makelaarschap',
    surveys: [found.id],
    demo: false,
  }))
  for (const collector of collectors) store.saveCollector(collector)
})
afterAll(() => server.stop())

function tell(provider: string, texts: readonly string[]): void {
  const collector = collectors.find((one) => one.provider === provider)
  if (!collector) throw new Error(`no collector of ${provider}`)
  server.house.deps.store.saveResponses(
    texts.map((text): Accepted => {
      told += 1
      return {
        response: {
          id: idOf(told),
          collector: collector.code,
          survey: { id: survey.id, version: survey.version },
          month: '2026-11',
          channel: collector.channel,
          language: 'nl',
          answeredBy: 'self',
          answers: { [survey.question]: text },
        },
        hash: `hash ${told}`,
        collector,
      }
    }),
  )
}

const call = (path: string, login: string | null, body?: unknown) =>
  fetch(`${server.origin}/api/v1/open-answers${path}`, {
    ...(body !== undefined && { method: 'PUT', body: JSON.stringify(body) }),
    headers: {
      ...(login !== null && { Cookie: cookieFor(server, login) }),
      'Content-Type': 'application/json',
      Origin: server.origin,
    },
  })
const shown = async (login: string, query = '') => {
  const reply = await call(query, login)
  expect(reply.status).toBe(200)
  return (await reply.json()) as OpenAnswersReply
}
const review = async (query = '') => (await (await call(`/review${query}`, admin)).json()) as ReviewReply

/** Decides as a person who agrees with all that was found. */
async function agree(): Promise<void> {
  for (;;) {
    const { items } = await review()
    if (items.length === 0) return
    const decisions = items.map(({ id, pieces }) => ({
      id,
      show: true,
      covers: pieces.flatMap(({ start, end, found }) => (found ? [{ start, end, kind: found }] : [])),
    }))
    expect((await call('/review', admin, { decisions })).status).toBe(200)
  }
}

describe('open answers', () => {
  test('are covered, decided on by a person, and then read by ten or more, by their own provider', async () => {
    tell('dock', [
      'Fatima luistert goed, bel 06-12345678',
      ...Array.from({ length: 9 }, (_, index) => `Het wachten duurt lang ${index}`),
    ])
    expect((await shown(dock)).groups).toEqual([])
    const { items, waiting } = await review()
    expect([waiting, items.length]).toEqual([10, 10])
    const first = items.find(({ pieces }) => pieces.some(({ found }) => found))
    expect(first?.pieces.filter(({ found }) => found).map(({ text, found }) => [text, found])).toEqual([
      ['Fatima', 'name'],
      ['06-12345678', 'phone'],
    ])
    expect(first?.pieces.map(({ text }) => text).join('')).toBe('Fatima luistert goed, bel 06-12345678')
    await agree()
    expect((await shown(dock)).groups).toEqual([])
    expect(showDecided(server.house.deps)).toEqual({ shown: 10 })
    const { groups, maySignal, waiting: forMe } = await shown(dock)
    expect(groups).toHaveLength(1)
    expect(groups[0]).toMatchObject({ survey: survey.id, provider: { id: 'dock' }, demo: false })
    const texts = groups[0]?.answers.map(({ text }) => text) ?? []
    expect(texts).toContain('[naam] luistert goed, bel [telefoonnummer]')
    expect(JSON.stringify(groups)).not.toMatch(/Fatima|12345678|2026-11/)
    expect(groups[0]?.words.map(({ word, answers }) => [word, answers.length])).toContainEqual(['wachten', 9])
    expect([maySignal, forMe]).toEqual([false, null])
    expect((await shown(lister)).groups).toEqual([])
    expect((await call('?provider=dock', lister)).status).toBe(403)
  })

  test('carry nothing of when they came or of the other answers', async () => {
    const { groups } = await shown(admin)
    const [answer] = groups[0]?.answers ?? []
    expect(Object.keys(answer ?? {}).sort()).toEqual(['id', 'signal', 'text'])
    expect(Object.keys(groups[0] ?? {}).sort()).toEqual(
      ['answers', 'careType', 'demo', 'provider', 'question', 'survey', 'words'].sort(),
    )
  })

  test('a person covers more, shows what was found by mistake, or keeps an answer back', async () => {
    tell('lister', [
      'De blauwe deur bij de brug',
      'Alles goed met Mark',
      'Niet voor anderen',
      ...Array.from({ length: 10 }, (_, index) => `Fijn ${index}`),
    ])
    const { items } = await review()
    const by = (start: string) =>
      items.find(({ pieces }) =>
        pieces
          .map(({ text }) => text)
          .join('')
          .startsWith(start),
      )
    const decisions = [
      { id: by('De blauwe')?.id, show: true, covers: [{ start: 3, end: 14, kind: 'other' }] },
      { id: by('Alles')?.id, show: true, covers: [] },
      { id: by('Niet')?.id, show: false },
    ]
    expect(await (await call('/review', admin, { decisions })).json()).toEqual({ noted: 3 })
    await agree()
    showDecided(server.house.deps)
    const texts = (await shown(lister)).groups[0]?.answers.map(({ text }) => text) ?? []
    expect(texts).toContain('De [weggelaten] bij de brug')
    expect(texts).toContain('Alles goed met Mark')
    expect(texts).toHaveLength(12)
    expect(texts.join()).not.toContain('anderen')
  })

  test('a decision that somebody made before stays; one about nothing is told', async () => {
    const [held] = [{ id: 'f'.repeat(32), show: false }]
    const reply = await call('/review', admin, { decisions: [held] })
    expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining('al nagekeken')])
  })

  test.each([
    {},
    { decisions: 'x' },
    { decisions: [{ id: 'a' }] },
    { decisions: [{ id: 'a', show: true }] },
    { decisions: [{ id: 'a', show: true, covers: [{ start: 0, end: 1, kind: 'constructor' }] }] },
    { decisions: [{ id: 'a', show: true, covers: [{ start: 0.5, end: 1, kind: 'name' }] }] },
    { decisions: Array.from({ length: 21 }, () => ({ id: 'a', show: false })) },
  ])('%j is no decision', async (body) => {
    expect((await call('/review', admin, body)).status).toBe(400)
  })

  test('nobody but the administrator reads what waits or decides', async () => {
    for (const login of [dock, lister]) {
      expect((await call('/review', login)).status).toBe(403)
      expect((await call('/review', login, { decisions: [] })).status).toBe(403)
    }
    expect((await call('/review', null)).status).toBe(401)
    expect((await call('', null)).status).toBe(401)
  })

  test('are a signal for the talk when the municipality says so, and not a provider', async () => {
    const { groups, maySignal } = await shown(admin, '?provider=lister')
    expect(maySignal).toBe(true)
    const id = groups[0]?.answers[0]?.id ?? ''
    expect((await call(`/${id}/signal`, lister, { signal: 'open' })).status).toBe(403)
    expect((await call(`/${id}/signal`, admin, { signal: 'open' })).status).toBe(204)
    expect((await shown(lister)).groups[0]?.answers[0]?.signal).toBe('open')
    expect(server.house.deps.store.openSignals()).toEqual(new Map([['lister', 1]]))
    expect((await call(`/${id}/signal`, admin, { signal: 'weg' })).status).toBe(400)
    expect((await call(`/${'0'.repeat(32)}/signal`, admin, { signal: 'open' })).status).toBe(404)
  })

  test('of a group that fell under ten by withdrawals are shown no more', async () => {
    const { store } = server.house.deps
    expect((await shown(dock)).groups[0]?.answers).toHaveLength(10)
    store.withdraw(idOf(1))
    expect((await shown(dock)).groups).toEqual([])
    tell(
      'dock',
      Array.from({ length: 10 }, (_, index) => `Nieuw ${index}`),
    )
    await agree()
    showDecided(server.house.deps)
    expect((await shown(dock)).groups[0]?.answers).toHaveLength(19)
  })

  test('lose what was typed when its days are over', () => {
    const { store } = server.house.deps
    const typed = () => store.response(idOf(11))?.answers[survey.question]
    now += (ORIGINAL_DAYS - 1) * DAY_MS
    forgetOld(server.house.deps, 'server')
    expect(typed()).toBe('De blauwe deur bij de brug')
    now += 2 * DAY_MS
    forgetOld(server.house.deps, 'server')
    expect(typed()).toBe('De [weggelaten] bij de brug')
    expect(store.verify().differences).toEqual([])
  })

  test.each(['?month=2026-11', '?survey=a&survey=b', '?question=x'])('%s is no way to choose', async (query) => {
    expect((await call(query, admin)).status).toBe(400)
  })
})

import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMachineToken, tokenHash } from '../../server/auth.ts'
import type { Viewer as Whole } from '../../server/deps.ts'
import type { Collector } from '../../server/store/store.ts'
import type { ResultsChoices } from '../../shared/results/choices.ts'
import type { PublishedResults } from '../../shared/results/results.ts'
import { addOwnItem, ownSurveys } from '../support/own-surveys.ts'
import { fetchCollector, postEnvelopes, randomResponse, sealMany, sealResponse, seededChance } from '../support/send.ts'
import { type InProcess, startInProcess } from '../support/server.ts'

const SURVEY = 'regiotaxi'
const OWN = 'eigen-lister'
const MONTH = '2026-11'

type Viewer = Pick<Whole, 'role' | 'provider'>
const LISTER: Viewer = { role: 'provider', provider: 'lister' }
const DOCK: Viewer = { role: 'provider', provider: 'dock' }
const ADMIN: Viewer = { role: 'admin', provider: null }
const READER: Viewer = { role: 'reader', provider: null }

let surveysDir: string
let server: InProcess
beforeAll(async () => {
  surveysDir = ownSurveys()
  addOwnItem(join(surveysDir, 'utrecht', SURVEY), OWN, 'lister')
  server = await startInProcess({ surveysDir, now: () => Date.parse('2026-11-23T12:00:00Z') })
  const like = store()
    .collectors()
    .find(({ surveys }) => surveys.includes(SURVEY))
  if (!like) throw new Error('no such collector')
  const ofProvider = (provider: string, code: string): Collector => {
    return { ...like, code, provider, channel: 'own-device', access: 'open', location: '', surveys: [SURVEY] }
  }
  store().saveCollector(ofProvider('lister', 'MSTERAA'))
  for (const [code, provider] of Object.entries(OTHERS)) store().saveCollector(ofProvider(provider, code))
})
afterAll(async () => {
  await server.stop()
  rmSync(dirname(surveysDir), { recursive: true })
})

const OTHERS = { DCKAAAA: 'dock', AKTRAAA: 'altrecht', MEGERAA: 'leger-des-heils' }
const store = () => server.house.deps.store

async function asked(code: string): Promise<readonly string[]> {
  const { surveys } = await fetchCollector(server.origin, code)
  return surveys.flatMap(({ questions }) => questions.map(({ id }) => id))
}

async function fetchText(path: string, { role, provider }: Viewer): Promise<string> {
  const token = newMachineToken((length) => randomBytes(length))
  store().saveToken({ tokenHash: tokenHash(token), role, provider, name: 'test' })
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(server.origin + path, { headers })).text()
}

async function ask<T>(path: string, viewer: Viewer): Promise<T> {
  return JSON.parse(await fetchText(path, viewer)) as T
}

const rowsOf = async (query: string, viewer: Viewer) => {
  const { rows } = await ask<PublishedResults>(`/api/v1/results?survey=${SURVEY}${query}`, viewer)
  return rows.filter(({ question }) => question === OWN)
}

test('clients of that provider are asked it, right before the open question, in every form; others are not', async () => {
  const own = await asked('MSTERAA')
  expect(own.at(-2)).toBe(OWN)
  expect(await asked('DCKAAAA')).toEqual(own.filter((id) => id !== OWN))
  const form = async (code: string) => (await fetch(`${server.origin}/formulier/${code}`)).text()
  expect(await form('MSTERAA')).toContain('Hoe goed is de koffie?')
  expect(await form('DCKAAAA')).not.toContain('Hoe goed is de koffie?')
})

test('its answers come in from clients of that provider only, and are figures of that provider only', async () => {
  const chance = seededChance(7)
  const [lister, dock] = [
    await fetchCollector(server.origin, 'MSTERAA'),
    await fetchCollector(server.origin, 'DCKAAAA'),
  ]
  const foreign = randomResponse(lister, chance, MONTH)
  const answers = { ...foreign.answers, [OWN]: 3 }
  const sent = await sealResponse({ ...foreign, collector: 'DCKAAAA', answers }, dock.key)
  expect((await postEnvelopes(server.origin, [sent])).results).toMatchObject([
    { verdict: 'refused', reason: 'invalid-answer' },
  ])
  for (const from of [
    lister,
    ...(await Promise.all(Object.keys(OTHERS).map((code) => fetchCollector(server.origin, code)))),
  ])
    for (const { verdict } of (await postEnvelopes(server.origin, await sealMany(from, 40, chance, MONTH))).results)
      expect(verdict).toBe('stored')
  store().release('2026-11-23', 10)
  expect(store().verify()).toMatchObject({ differences: [] })

  const [row, ...more] = await rowsOf('', LISTER)
  expect(more).toEqual([])
  expect(row?.n).toBeGreaterThan(20)
  expect(await rowsOf('&provider=lister', ADMIN)).toHaveLength(1)
  expect(await rowsOf('', DOCK)).toEqual([])
  for (const query of ['', '&by=provider', '&by=quarter']) expect(await rowsOf(query, ADMIN)).toEqual([])
  expect(await rowsOf('', READER)).toEqual([])
  const careType = store().collector('MSTERAA')?.careType ?? ''
  const mirror = `/api/v1/results/others?survey=${SURVEY}&provider=lister&careType=${careType}`
  const others = await ask<PublishedResults>(mirror, ADMIN)
  expect(others.rows.length).toBeGreaterThan(0)
  expect(others.rows.filter(({ question }) => question === OWN)).toEqual([])

  const book = async (viewer: Viewer) => (await fetchText('/api/v1/codebook.csv', viewer)).includes(OWN)
  expect([await book(LISTER), await book(ADMIN), await book(DOCK), await book(READER)]).toEqual([
    true,
    true,
    false,
    false,
  ])

  const questionsFor = async (viewer: Viewer) => {
    const { surveys } = await ask<ResultsChoices>('/api/v1/results/choices', viewer)
    return surveys.flatMap(({ versions }) => versions.flatMap(({ questions }) => questions))
  }
  expect(await questionsFor(LISTER)).toContainEqual(expect.objectContaining({ id: OWN, provider: 'lister' }))
  for (const viewer of [DOCK, READER]) expect((await questionsFor(viewer)).filter(({ id }) => id === OWN)).toEqual([])
})

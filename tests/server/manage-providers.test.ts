import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ManagedPlace, PlacesReply } from '../../shared/places.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

let server: InProcess
beforeAll(async () => {
  server = await startInProcess()
  for (const id of ['beheer', 'ander'])
    server.house.deps.store.saveUser({
      id,
      login: id,
      passwordHash: 'none',
      role: 'admin',
      provider: null,
      disabled: false,
    })
})
afterAll(() => server.stop())

async function send(method: string, path: string, body?: unknown, who = 'beheer') {
  const reply = await fetch(`${server.origin}/api/v1/manage/${path}`, {
    method,
    headers: { Cookie: cookieFor(server, who), 'Content-Type': 'application/json', Origin: server.origin },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, json: await reply.json() }
}
const noted = () => server.house.deps.store.audit({ before: Number.MAX_SAFE_INTEGER, limit: 100 })
const provider = (id: string) => server.house.deps.store.providers().find((one) => one.id === id)
const made = async (name: string): Promise<ManagedPlace> => (await send('POST', 'providers', { name })).json

async function madeLocation(of: string, name: string): Promise<ManagedPlace> {
  const { id } = (await send('POST', 'locations', { provider: of, name })).json
  const { providers } = (await send('GET', 'providers')).json as PlacesReply
  const found = providers.flatMap(({ locations }) => locations).find((one) => one.id === id)
  if (!found) throw new Error('no location')
  return found
}

describe('a provider', () => {
  test('is made, changed and noted, and its id holds nothing of its name', async () => {
    const { id, fields } = await made('Zorg  van Fatima')
    expect(id).toMatch(/^aanbieder-[a-z2-9]{8}$/)
    expect(fields).toEqual({ name: 'Zorg van Fatima', validFrom: '', validUntil: '', succeededBy: '' })
    const reply = await send('PUT', `providers/${id}`, {
      seen: fields,
      name: 'Zorg van Fatma',
      validFrom: '2026-01-01',
    })
    expect(reply.status).toBe(200)
    expect(provider(id)).toMatchObject({ name: 'Zorg van Fatma', validFrom: '2026-01-01', validUntil: null })
    expect(noted().slice(0, 2)).toMatchObject([
      { action: 'provider-change', about: id, who: 'beheer' },
      { action: 'provider-add', about: id, who: 'beheer' },
    ])
  })

  test('that two people change at once is kept as the first left it; the second reads what that was', async () => {
    const { id, fields } = await made('Samen Sterk')
    await send('PUT', `providers/${id}`, { seen: fields, name: 'Samen Verder' }, 'ander')
    const lines = noted().length
    const late = await send('PUT', `providers/${id}`, { seen: fields, name: 'Samen Op', validFrom: '2026-02-01' })
    expect([late.status, late.json.problem.code]).toEqual([409, 'changed-meanwhile'])
    expect(late.json.problem.message).toContain('de naam is nu "Samen Verder"')
    expect(provider(id)).toMatchObject({ name: 'Samen Verder', validFrom: null })
    expect(noted()).toHaveLength(lines)
    expect((await send('PUT', `providers/${id}`, { name: 'Zonder kijken' })).status).toBe(409)
  })

  test('that ends closes its collectors with it, each with its line, and not those of the examples', async () => {
    const { store } = server.house.deps
    const { id, fields } = await made('Einde Zorg')
    const [pattern] = store.collectors()
    if (!pattern) throw new Error('no collector')
    const collector = { ...pattern, provider: id, closed: false, location: '' }
    store.saveCollector({ ...collector, code: 'VRBHYYY', demo: false })
    store.saveCollector({ ...collector, code: 'VRBHXXX', demo: true })
    const later = await send('PUT', `providers/${id}`, { seen: fields, validUntil: '2099-12-31' })
    expect(later.json.openCollectors).toBe(1)
    const reply = await send('PUT', `providers/${id}`, {
      seen: later.json.fields,
      validUntil: '2026-01-31',
      succeededBy: 'dock',
    })
    expect(reply.json.openCollectors).toBe(0)
    expect(['VRBHYYY', 'VRBHXXX'].map((code) => store.collector(code)?.closed)).toEqual([true, false])
    expect(
      noted()
        .slice(0, 2)
        .map(({ action, about }) => [action, about]),
    ).toEqual([
      ['collector-close', 'VRBHYYY'],
      ['provider-close', id],
    ])
    expect(provider(id)?.succeededBy).toBe('dock')
  })

  test('nothing is noted of a change that changes nothing', async () => {
    const { id, fields } = await made('Zelfde')
    const lines = noted().length
    expect((await send('PUT', `providers/${id}`, { seen: fields, ...fields })).status).toBe(200)
    expect(noted()).toHaveLength(lines)
  })

  test.each([
    [{ name: 'dock' }, 'al een aanbieder'],
    [{ name: ' ' }, 'letters of cijfers'],
    [{ name: 'Huis\u202ekamer' }, 'niet te zien'],
    [{ validFrom: '2026-02-30' }, 'is er niet'],
    [{ validFrom: 'vandaag' }, 'Schrijf een dag'],
    [{ validFrom: '2026-02-02', validUntil: '2026-02-01' }, 'ligt voor de eerste'],
    [{ succeededBy: 'niemand' }, 'De opvolger "niemand" is er niet'],
  ])('is not changed to %j', async (wish, message) => {
    const { id, fields } = await made(`Proef ${message} ${Object.values(wish).join()}`.replace(/\P{L}/gu, ''))
    const reply = await send('PUT', `providers/${id}`, { seen: fields, ...wish })
    expect([reply.status, reply.json.problem.message]).toEqual([400, expect.stringContaining(message)])
    expect(provider(id)).toMatchObject({ name: fields.name, validFrom: null })
  })

  test('does not come after itself, not even by way of another', async () => {
    const [one, two] = [await made('Eerst'), await made('Daarna')]
    await send('PUT', `providers/${one.id}`, { seen: one.fields, succeededBy: two.id })
    for (const [place, after] of [
      [two, one.id],
      [two, two.id],
    ] as const) {
      const reply = await send('PUT', `providers/${place.id}`, { seen: place.fields, succeededBy: after })
      expect([reply.status, reply.json.problem.message]).toEqual([400, expect.stringContaining('zichzelf')])
    }
  })
})

describe('a location', () => {
  test('gets a place in each scheme of areas, or none, and what is not said stays', async () => {
    const { areaSchemes } = (await send('GET', 'providers')).json as PlacesReply
    const place = await madeLocation('dock', 'Inloop')
    const areas = Object.fromEntries(areaSchemes.map(({ id, areas: known }) => [id, known[0]?.id ?? '']))
    const wish = Object.fromEntries(Object.entries(areas).map(([id, area]) => [`area:${id}`, area]))
    const all = await send('PUT', `locations/${place.id}`, { seen: place.fields, ...wish })
    const found = () => server.house.deps.store.locations().find(({ id }) => id === place.id)
    expect(found()).toMatchObject({ name: 'Inloop', areas })
    const [first = ''] = Object.keys(wish)
    await send('PUT', `locations/${place.id}`, { seen: all.json.fields, [first]: '' })
    expect(Object.keys(found()?.areas ?? {})).toHaveLength(areaSchemes.length - 1)
    const wrong = await send('PUT', `locations/${place.id}`, {
      seen: found() && { ...all.json.fields, [first]: '' },
      [first]: 'maan',
    })
    expect([wrong.status, wrong.json.problem.message]).toEqual([400, expect.stringContaining('uit de lijst')])
  })

  test('has a name of its own at its provider only', async () => {
    await madeLocation('dock', 'De Kamer')
    const [here, elsewhere] = [await madeLocation('dock', 'De Zaal'), await madeLocation('lister', 'De Zaal')]
    const rename = (place: ManagedPlace) =>
      send('PUT', `locations/${place.id}`, { seen: place.fields, name: 'de kamer' })
    expect((await rename(here)).status).toBe(400)
    expect((await rename(elsewhere)).status).toBe(200)
  })
})

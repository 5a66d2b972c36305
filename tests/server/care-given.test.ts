import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portfolio } from '../../server/portfolio.ts'
import type { ManagedCare, PlacesReply } from '../../shared/places.ts'
import { cliOf } from '../support/portal.ts'
import { type InProcess, startInProcess } from '../support/server.ts'
import { cookieFor } from '../support/session.ts'

const NOT_GIVEN = {
  given: '',
  validFrom: '',
  validUntil: '',
  contractFrom: '',
  contractUntil: '',
  contractNote: '',
}

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

async function put(path: string, body: unknown, who = 'beheer') {
  const reply = await fetch(`${server.origin}/api/v1/manage/providers/${path}`, {
    method: 'PUT',
    headers: { Cookie: cookieFor(server, who), 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify(body),
  })
  return { status: reply.status, json: await reply.json() }
}
const store = () => server.house.deps.store
const noted = () =>
  store()
    .audit({ before: Number.MAX_SAFE_INTEGER, limit: 100 })
    .map(({ who, action, about }) => [who, action, about])
const given = (provider: string, careType: string) =>
  store()
    .careGiven()
    .find((care) => care.provider === provider && care.careType === careType)

describe('a care type of a provider', () => {
  test('is there from the first start, as the files of the municipality have it, and is shown', async () => {
    expect(given('dock', 'sociaal-makelaarschap')).toMatchObject({ validFrom: null, contractUntil: null })
    const reply = await fetch(`${server.origin}/api/v1/manage/providers`, {
      headers: { Cookie: cookieFor(server, 'beheer') },
    })
    const { providers, careTypes } = (await reply.json()) as PlacesReply
    const care = providers.find(({ id }) => id === 'dock')?.care
    expect(care).toEqual([
      { careType: 'sociaal-makelaarschap', name: expect.any(String), fields: { ...NOT_GIVEN, given: 'yes' } },
    ])
    expect(careTypes.map(({ id }) => id)).toContain('taal')
  })

  test('is added with its contract, changed and taken back, each with its line', async () => {
    const terms = { contractFrom: '2026-01-01', contractUntil: '2027-06-30', contractNote: ' 2026 -  17 ' }
    const added = await put('lister/care/taal', { seen: NOT_GIVEN, ...terms })
    expect(added.status).toBe(200)
    const fields = (added.json as ManagedCare[]).find(({ careType }) => careType === 'taal')?.fields
    expect(fields).toMatchObject({ given: 'yes', contractUntil: '2027-06-30', contractNote: '2026 - 17' })
    await put('lister/care/taal', { seen: fields, validFrom: '2026-02-01' })
    expect(given('lister', 'taal')).toMatchObject({ validFrom: '2026-02-01', contractNote: '2026 - 17' })
    const before = noted().length
    expect((await put('lister/care/taal', { seen: { ...fields, validFrom: '2026-02-01' } })).status).toBe(200)
    expect(noted()).toHaveLength(before)
    await put('lister/care/taal', { seen: { ...fields, validFrom: '2026-02-01' }, given: '' })
    expect(given('lister', 'taal')).toBeUndefined()
    expect(noted().slice(0, 3)).toEqual([
      [
        'beheer',
        'care-remove',
        'lister taal, de eerste dag: 2026-02-01 → leeg, het begin van het contract: 2026-01-01 → leeg, ' +
          'het einde van het contract: 2027-06-30 → leeg, het nummer van het contract',
      ],
      ['beheer', 'care-set', 'lister taal, de eerste dag: leeg → 2026-02-01'],
      [
        'beheer',
        'care-set',
        'lister taal, het begin van het contract: leeg → 2026-01-01, het einde van het contract: leeg → 2027-06-30, ' +
          'het nummer van het contract',
      ],
    ])
  })

  test('keeps in the log what a day of its contract was before somebody changed it', async () => {
    const seen = { ...NOT_GIVEN, given: 'yes' }
    const path = 'dock/care/sociaal-makelaarschap'
    await put(path, { seen, contractUntil: '2026-12-31' })
    await put(path, { seen: { ...seen, contractUntil: '2026-12-31' }, contractUntil: '2027-12-31' })
    const changed = 'dock sociaal-makelaarschap, het einde van het contract: 2026-12-31 → 2027-12-31'
    expect(noted()[0]).toEqual(['beheer', 'care-set', changed])
    expect((await put(path, { seen: { ...seen, contractUntil: '2027-12-31' }, contractUntil: '' })).status).toBe(200)
  })

  test('that two people change at once is kept as the first left it; the second reads what that was', async () => {
    await put('lister/care/taal', { seen: NOT_GIVEN, contractUntil: '2027-12-31' }, 'ander')
    const lines = noted().length
    const late = await put('lister/care/taal', { seen: NOT_GIVEN, contractUntil: '2028-12-31' })
    expect([late.status, late.json.problem.code]).toEqual([409, 'changed-meanwhile'])
    expect(late.json.problem.message).toContain(
      'de zorgvorm is nu toegevoegd, het einde van het contract is nu "2027-12-31"',
    )
    expect(given('lister', 'taal')?.contractUntil).toBe('2027-12-31')
    expect((await put('lister/care/taal', { contractUntil: '2028-12-31' })).status).toBe(409)
    expect(noted()).toHaveLength(lines)
  })

  test('that ends closes its own collectors with it', async () => {
    const [pattern] = store().collectors()
    if (!pattern) throw new Error('no collector')
    const of = (code: string, careType: string) =>
      store().saveCollector({
        ...pattern,
        code,
        careType,
        provider: 'lister',
        location: '',
        closed: false,
        demo: false,
      })
    of('VRBHYYY', 'taal')
    of('VRBHXXX', 'dagbesteding')
    await cliOf(server, 'provider', 'care', 'lister', 'taal', '--until', '2026-01-31')
    expect(['VRBHYYY', 'VRBHXXX'].map((code) => store().collector(code)?.closed)).toEqual([true, false])
    expect(noted()[0]).toEqual(['opdrachtregel', 'collector-close', 'VRBHYYY'])
    of('VRBHWWW', 'taal')
    await cliOf(server, 'provider', 'care', 'lister', 'taal', '--remove')
    expect(store().collector('VRBHWWW')?.closed).toBe(true)
  })

  test.each([
    ['dock/care/nergens', {}, 400, 'Kies een zorgvorm'],
    ['niemand/care/taal', {}, 404, 'Deze aanbieder is er niet'],
    ['dock/care/taal', { validFrom: 'morgen' }, 400, 'Schrijf een dag'],
    ['dock/care/taal', { contractFrom: '2026-02-02', contractUntil: '2026-02-01' }, 400, 'Het einde van het contract'],
    ['dock/care/taal', { contractNote: 'x'.repeat(81) }, 400, 'te lang'],
    ['dock/care/taal', { contractNote: 'a\u202eb' }, 400, 'niet te zien'],
  ])('%s is not kept as %j', async (path, wish, status, message) => {
    const reply = await put(path, { seen: NOT_GIVEN, ...wish })
    expect([reply.status, reply.json.problem.message]).toEqual([status, expect.stringContaining(message)])
    expect(given('dock', 'taal')).toBeUndefined()
  })

  test('is told to who follows the provider, while it is given', () => {
    const { store, municipality } = server.house.deps
    const viewer = { role: 'account-manager', provider: null, name: 'joke', portfolio: ['dock'] } as const
    const at = (day: string) =>
      portfolio({ store, municipality, now: () => Date.parse(`${day}T10:00:00Z`) }, viewer).providers[0]?.care
    const care = { provider: 'dock', careType: 'taal', validFrom: '2026-01-01', validUntil: '2026-12-31' }
    const contract = { contractFrom: null, contractUntil: '2026-12-31', contractNote: '17' }
    store.saveCareGiven({ ...care, ...contract })
    expect(at('2026-12-31')).toContainEqual({ name: 'Taalonderwijs en taalactiviteiten', ...contract })
    expect(at('2027-01-01')).toHaveLength(1)
  })
})
